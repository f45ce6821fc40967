package dev.aftercommit.internal.compat;

import dev.aftercommit.TransactionOutcome;
import org.hibernate.resource.transaction.spi.TransactionStatus;
import org.jspecify.annotations.Nullable;

/** What the status of a completion says, for which Hibernate has codes of its own from 7.4 on. */
public final class CompletionStatus {

    // Of StatusTranslator: the commit has thrown, and Hibernate then tries a rollback; what comes before it has thrown
    private static final int FAILED_COMMIT = 101;
    private static final int FAILED_ROLLBACK = 102;

    private CompletionStatus() {}

    /**
     * The outcome of a transaction of which a {@code Synchronization} is told that it has not committed.
     *
     * @param status what the {@code Synchronization} was given
     * @param driver the status of the transaction driver at that moment
     */
    public static TransactionOutcome failed(int status, @Nullable TransactionStatus driver) {
        if (driver == TransactionStatus.FAILED_COMMIT || driver == TransactionStatus.FAILED_ROLLBACK) {
            return TransactionOutcome.UNKNOWN;
        }
        // The driver has thrown something else than an SQLException, which Hibernate takes no note of
        if ((status == FAILED_COMMIT && driver == TransactionStatus.COMMITTING)
                || (status == FAILED_ROLLBACK && driver == TransactionStatus.ROLLING_BACK)) {
            return TransactionOutcome.UNKNOWN;
        }
        // The COMMIT itself succeeded, and what came behind it, giving the connection back, has thrown
        boolean committed = driver == TransactionStatus.COMMITTED || driver == TransactionStatus.NOT_ACTIVE;
        return status == FAILED_COMMIT && committed ? TransactionOutcome.COMMITTED : TransactionOutcome.ROLLED_BACK;
    }
}
