/** How the library becomes part of an application of Spring. */
package dev.aftercommit.test.spring.bootstrap;
