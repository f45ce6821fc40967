/** Waiting for the data on a standby that is behind. */
package dev.aftercommit.test.barrier.replica;
