/** Servers that crash while tokens are waited for. */
package dev.aftercommit.test.barrier.crash;
