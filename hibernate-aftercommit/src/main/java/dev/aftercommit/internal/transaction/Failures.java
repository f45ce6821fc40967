package dev.aftercommit.internal.transaction;

import static dev.aftercommit.TransactionOutcome.COMMITTED;
import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.AfterCommitException;
import dev.aftercommit.CallbackFailure;
import dev.aftercommit.FailurePolicy;
import dev.aftercommit.TransactionOutcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What callbacks have thrown, and what is to be thrown for it. */
final class Failures {

    private final List<CallbackFailure> afterCommit = new ArrayList<>();
    private int size;
    private int notRun;
    private @Nullable VirtualMachineError fatal;

    void add(String callback, TransactionOutcome outcome, Throwable failure) {
        size++;
        if (outcome == COMMITTED) {
            afterCommit.add(new CallbackFailure(callback, failure));
        }
        if (fatal == null && failure instanceof VirtualMachineError error && !(error instanceof StackOverflowError)) {
            fatal = error;
        }
    }

    /** A callback was not run for them. */
    void addNotRun() {
        notRun++;
    }

    boolean isAnyAfterCommit() {
        return !afterCommit.isEmpty();
    }

    int size() {
        return size;
    }

    /** What is to be thrown; null for nothing. */
    @Nullable
    Throwable thrown(FailurePolicy policyAfterCommit) {
        if (fatal != null) {
            return fatal;
        } else if (afterCommit.isEmpty() || policyAfterCommit == FailurePolicy.LOG) {
            return null;
        }
        String message = LOG.callbacksFailed(
                afterCommit.size(), notRun, afterCommit.get(0).callback());
        return new AfterCommitException(message, afterCommit, notRun);
    }
}
