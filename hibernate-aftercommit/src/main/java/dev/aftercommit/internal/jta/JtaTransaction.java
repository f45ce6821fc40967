package dev.aftercommit.internal.jta;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.TransactionOutcome;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A JTA transaction, equal to itself. Where there is no transaction manager to tell one from the other, all are
 * equal: then a session is followed in one at a time.
 */
record JtaTransaction(@Nullable Transaction transaction) {

    /**
     * What became of it; null while it goes on.
     *
     * @param ofThread the status of the thread's transaction, which has to do where there is no transaction to ask
     */
    @Nullable
    TransactionOutcome outcome(int ofThread) {
        try {
            return switch (transaction == null ? ofThread : transaction.getStatus()) {
                case Status.STATUS_COMMITTED -> TransactionOutcome.COMMITTED;
                case Status.STATUS_ROLLEDBACK, Status.STATUS_ROLLING_BACK -> TransactionOutcome.ROLLED_BACK;
                case Status.STATUS_NO_TRANSACTION, Status.STATUS_UNKNOWN -> TransactionOutcome.UNKNOWN;
                default -> null;
            };
        } catch (SystemException | RuntimeException e) {
            LOG.tracef(e, "The status of the JTA transaction is not known");
            return TransactionOutcome.UNKNOWN;
        }
    }

    // Those that the compiler would generate leave this class in a cache of the JDK, and with it a class loader that
    // nobody needs any more (JDK-8078641)

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JtaTransaction that && Objects.equals(transaction, that.transaction);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(transaction);
    }
}
