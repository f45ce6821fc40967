package dev.aftercommit.internal.transaction;

import dev.aftercommit.TransactionOutcome;

/** A callback of {@code afterRollback}. */
final class RollbackCallback extends Callback {

    private final Runnable runnable;

    RollbackCallback(Runnable runnable) {
        this.runnable = runnable;
    }

    @Override
    protected boolean runsAfter(TransactionOutcome outcome, int index) {
        return outcome == TransactionOutcome.ROLLED_BACK;
    }

    @Override
    protected void run(TransactionOutcome outcome, int index) {
        runnable.run();
    }

    @Override
    protected CallbackKind kind(int index) {
        return CallbackKind.ROLLBACK;
    }

    @Override
    protected String description(int index) {
        return "afterRollback(" + Descriptions.of(runnable) + ")";
    }
}
