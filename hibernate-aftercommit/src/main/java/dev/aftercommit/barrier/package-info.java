/**
 * Lets workers in other processes wait for the data of a transaction. Begin with
 * {@link dev.aftercommit.barrier.TransactionBarrier}.
 */
@NullMarked
package dev.aftercommit.barrier;

import org.jspecify.annotations.NullMarked;
