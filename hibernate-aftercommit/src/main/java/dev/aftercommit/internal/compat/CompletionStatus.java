package dev.aftercommit.internal.compat;

import dev.aftercommit.TransactionOutcome;
import org.hibernate.resource.transaction.spi.TransactionStatus;
import org.jspecify.annotations.Nullable;

/**
 * The outcome behind the status that Hibernate gives a {@code Synchronization}. Before 7.0, a rolled-back resource-local
 * transaction has the status {@code UNKNOWN}; from 7.4 on there are two codes of Hibernate's own.
 */
public final class CompletionStatus {

    // StatusTranslator.STATUS_FAILED_COMMIT: the COMMIT was sent and failed, so that nobody knows what became of it,
    // although the driver's status is that of the rollback which Hibernate then tries
    private static final int FAILED_COMMIT = 101;

    private CompletionStatus() {}

    /**
     * The outcome of a transaction that is not known to have committed.
     *
     * @param status what the {@code Synchronization} was given
     * @param driver the status of the transaction driver at that moment
     */
    public static TransactionOutcome failed(int status, @Nullable TransactionStatus driver) {
        boolean untold = status == FAILED_COMMIT
                || driver == TransactionStatus.FAILED_COMMIT
                || driver == TransactionStatus.FAILED_ROLLBACK;
        return untold ? TransactionOutcome.UNKNOWN : TransactionOutcome.ROLLED_BACK;
    }
}
