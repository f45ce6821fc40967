/** The servers that the tests start, and the workers in other processes. */
package dev.aftercommit.test.barrier.support;
