/** Commits whose answer is lost, and whether callbacks and those who wait are told what the server has done. */
package dev.aftercommit.test.barrier.commit;
