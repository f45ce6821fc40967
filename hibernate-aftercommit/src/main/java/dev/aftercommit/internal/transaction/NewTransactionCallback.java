package dev.aftercommit.internal.transaction;

/** A callback of {@code runInNewTransaction}. */
final class NewTransactionCallback extends CommitCallback {

    private final NewTransaction work;

    NewTransactionCallback(NewTransaction work) {
        super(work);
        this.work = work;
    }

    @Override
    protected String description(int index) {
        return "runInNewTransaction(" + Descriptions.of(work.work()) + ")";
    }
}
