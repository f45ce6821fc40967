package dev.aftercommit.internal.transaction;

import dev.aftercommit.BarrierToken;
import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.barrier.TransactionBarrier;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Issues tokens of transactions, and finds out what became of them. */
public interface Tokens {

    /** The factory is built. */
    void start();

    /** A token of the session's transaction, or of a scope in it. */
    BarrierToken issue(SharedSessionContractImplementor session, boolean inScope);

    /** A token of a transaction that is over. */
    BarrierToken decided(TransactionOutcome outcome);

    /** Asks the database for a limited time; {@code UNKNOWN} if it does not tell. */
    TransactionOutcome resolve(BarrierToken token);

    /** The barrier of the factory. */
    TransactionBarrier barrier();

    /** The factory is being closed: releases all who wait. */
    void close();
}
