/** Random transactions, and whether those who wait for them in another process are told what the database says afterwards. */
package dev.aftercommit.test.barrier.soak;
