package dev.aftercommit.spring;

import dev.aftercommit.AfterCommitException;
import org.springframework.transaction.support.TransactionSynchronization;

/**
 * Throws the failure of callbacks when Spring tells of the commit: what is thrown then reaches the caller as it is, and the
 * synchronizations are told of a commit all the same. It has the lowest precedence, so the others have been told before.
 */
final class FailureSynchronization implements TransactionSynchronization {

    private final AfterCommitException failure;

    FailureSynchronization(AfterCommitException failure) {
        this.failure = failure;
    }

    @Override
    public void afterCommit() {
        throw failure;
    }
}
