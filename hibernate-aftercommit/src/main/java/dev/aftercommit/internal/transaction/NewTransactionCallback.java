package dev.aftercommit.internal.transaction;

import dev.aftercommit.TransactionOutcome;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** A callback of {@code runInNewTransaction}. */
final class NewTransactionCallback extends CommitCallback {

    private final NewTransaction work;

    NewTransactionCallback(NewTransaction work) {
        super(work);
        this.work = work;
    }

    @Override
    protected void runCaptured(
            @Nullable SharedSessionContractImplementor inTransaction, TransactionOutcome outcome, int index) {
        if (inTransaction instanceof Session session) {
            work.runWithin(session);
        } else {
            work.run();
        }
    }

    @Override
    protected CallbackKind kind(int index) {
        return CallbackKind.NEW_TRANSACTION;
    }

    @Override
    protected String description(int index) {
        return "runInNewTransaction(" + Descriptions.of(work.work()) + ")";
    }
}
