package dev.aftercommit.internal.transaction;

import dev.aftercommit.TransactionOutcome;

/** A callback of {@code run}. */
class CommitCallback extends Callback {

    private Runnable runnable;

    CommitCallback(Runnable runnable) {
        this.runnable = runnable;
    }

    /** Puts another runnable at the same place: see {@code runOnce}. */
    final void replace(Runnable replacement) {
        runnable = replacement;
    }

    @Override
    protected final boolean runsAfter(TransactionOutcome outcome, int index) {
        return outcome == TransactionOutcome.COMMITTED;
    }

    @Override
    protected final void run(TransactionOutcome outcome, int index) {
        runnable.run();
    }

    @Override
    protected CallbackKind kind(int index) {
        return CallbackKind.RUN;
    }

    @Override
    protected String description(int index) {
        return "run(" + Descriptions.of(runnable) + ")";
    }
}
