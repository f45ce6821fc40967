package dev.aftercommit;

/**
 * How a transaction ended.
 *
 * @since 0.1
 */
public enum TransactionOutcome {
    /** The commit is known to have succeeded. */
    COMMITTED,

    /** The transaction is known to have been rolled back. */
    ROLLED_BACK,

    /**
     * Nobody could tell whether the transaction has committed: the {@code COMMIT} failed without an answer, the rollback
     * itself failed, the session was closed with its transaction open, or Hibernate reported no outcome.
     */
    UNKNOWN
}
