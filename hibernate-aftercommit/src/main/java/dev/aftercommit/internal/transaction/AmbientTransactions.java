package dev.aftercommit.internal.transaction;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.AfterCommitException;
import dev.aftercommit.spi.AmbientTransaction;
import dev.aftercommit.spi.AmbientTransaction.Suspension;
import dev.aftercommit.spi.CallbackScopes;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** All that frameworks have bound to a thread. What one of them throws is logged, and does not keep the others from anything. */
public final class AmbientTransactions {

    // An array, since to go through it allocates nothing
    private final AmbientTransaction[] all;

    /** Those of a factory, in the order in which they suspend. */
    public AmbientTransactions(List<AmbientTransaction> all) {
        this.all = all.toArray(AmbientTransaction[]::new);
    }

    /** Suspends all; the result resumes them. */
    public Suspension suspend() {
        Suspension suspended = Suspension.NONE;
        for (AmbientTransaction ambientTransaction : all) {
            try {
                Suspension next = ambientTransaction.suspend();
                suspended = next == Suspension.NONE ? suspended : new Suspensions(suspended, next);
            } catch (Throwable e) {
                LOG.ambientTransactionFailed(e);
            }
        }
        return suspended;
    }

    /** Whether a framework still needs the connection of the transaction that has ended. */
    boolean isConnectionNeeded() {
        return any(AmbientTransaction::needsConnection, true);
    }

    void begun(SharedSessionContractImplementor session, TransactionCallbacks callbacks) {
        CallbackScopes scopes = new TransactionScopes(callbacks);
        for (AmbientTransaction ambientTransaction : all) {
            try {
                ambientTransaction.begun(session, scopes);
            } catch (Throwable e) {
                LOG.ambientTransactionFailed(e);
            }
        }
    }

    /** Whether one of them throws failures to the caller of commit. */
    public boolean throwFailures() {
        return any(AmbientTransaction::throwsFailures, false);
    }

    /** Has one of them throw a failure later on; returns whether it will. */
    boolean throwLater(SharedSessionContractImplementor session, AfterCommitException failure) {
        return any(ambientTransaction -> ambientTransaction.throwLater(session, failure), false);
    }

    /** The executor of a framework; null where none has one. */
    public @Nullable Executor executor() {
        return Arrays.stream(all)
                .map(AmbientTransaction::executor)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private boolean any(Predicate<AmbientTransaction> question, boolean answerOfTheFailed) {
        for (AmbientTransaction ambientTransaction : all) {
            try {
                if (question.test(ambientTransaction)) {
                    return true;
                }
            } catch (Throwable e) {
                LOG.ambientTransactionFailed(e);
                if (answerOfTheFailed) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The last comes first, and keeps the earlier ones from nothing. */
    private record Suspensions(Suspension earlier, Suspension last) implements Suspension {

        @Override
        public void clear() {
            try {
                last.clear();
            } catch (Throwable e) {
                LOG.ambientTransactionFailed(e);
            }
            earlier.clear();
        }

        @Override
        public void close() {
            try {
                last.close();
            } catch (Throwable e) {
                LOG.ambientTransactionFailed(e);
            }
            earlier.close();
        }
    }
}
