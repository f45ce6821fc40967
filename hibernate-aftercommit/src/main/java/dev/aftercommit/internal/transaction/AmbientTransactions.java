package dev.aftercommit.internal.transaction;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.AfterCommitException;
import dev.aftercommit.spi.AmbientTransaction;
import dev.aftercommit.spi.AmbientTransaction.Suspension;
import dev.aftercommit.spi.CallbackScopes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** All that frameworks have bound to a thread. What one of them throws is logged, and does not keep the others from anything. */
public final class AmbientTransactions {

    private final List<AmbientTransaction> all;

    /** Those of a factory, in the order in which they suspend. */
    public AmbientTransactions(List<AmbientTransaction> all) {
        this.all = List.copyOf(all);
    }

    boolean areNone() {
        return all.isEmpty();
    }

    /** Suspends all; the result resumes them. */
    public Suspension suspend() {
        if (all.isEmpty()) {
            return Suspension.NONE;
        }
        List<Suspension> suspended = new ArrayList<>(all.size());
        for (AmbientTransaction ambientTransaction : all) {
            try {
                suspended.add(ambientTransaction.suspend());
            } catch (Throwable e) {
                LOG.ambientTransactionFailed(e);
            }
        }
        return new Suspensions(suspended);
    }

    /** Whether a framework still needs the connection of the transaction that has ended. */
    boolean isConnectionNeeded() {
        return any(AmbientTransaction::needsConnection, true);
    }

    void begun(SharedSessionContractImplementor session, TransactionCallbacks callbacks) {
        if (all.isEmpty()) {
            return;
        }
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
        return all.stream()
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

    /** Of all, the last first. */
    private record Suspensions(List<Suspension> all) implements Suspension {

        @Override
        public void clear() {
            // Called for each callback, so nothing is allocated, an iterator neither
            for (int index = all.size() - 1; index >= 0; index--) {
                try {
                    all.get(index).clear();
                } catch (Throwable e) {
                    LOG.ambientTransactionFailed(e);
                }
            }
        }

        @Override
        public void close() {
            for (int index = all.size() - 1; index >= 0; index--) {
                try {
                    all.get(index).close();
                } catch (Throwable e) {
                    LOG.ambientTransactionFailed(e);
                }
            }
        }
    }
}
