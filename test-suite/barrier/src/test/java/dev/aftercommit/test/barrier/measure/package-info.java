/** What a barrier costs, and how fast it releases, beside other ways to wait. */
package dev.aftercommit.test.barrier.measure;
