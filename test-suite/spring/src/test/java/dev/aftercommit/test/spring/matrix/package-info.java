/** Every way to commit with Spring, with every way to write after the commit, on a pool of one connection. */
package dev.aftercommit.test.spring.matrix;
