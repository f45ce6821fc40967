/** What the barrier promises to a worker in another process, on each of the servers. */
package dev.aftercommit.test.barrier.contract;
