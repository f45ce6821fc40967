package dev.aftercommit.internal.jfr;

import dev.aftercommit.TransactionOutcome;

/** The end of a transaction that is being recorded. */
public interface RecordedTransaction {

    /** Its callbacks have run. */
    void ended(TransactionOutcome outcome, int registered, int run, int failed);
}
