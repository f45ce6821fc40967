package dev.aftercommit.test.jta;

import jakarta.transaction.Synchronization;

/** Does something when it is told that the transaction has ended. */
record AfterCompletion(Runnable action) implements Synchronization {

    @Override
    public void beforeCompletion() {
        // the transaction may still fail
    }

    @Override
    public void afterCompletion(int status) {
        action.run();
    }
}
