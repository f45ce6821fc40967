package dev.aftercommit.internal.transaction;

import dev.aftercommit.TransactionOutcome;
import java.util.function.Consumer;

/** A callback of {@code afterCompletion}. */
final class CompletionCallback extends Callback {

    private final Consumer<TransactionOutcome> consumer;

    CompletionCallback(Consumer<TransactionOutcome> consumer) {
        this.consumer = consumer;
    }

    @Override
    protected boolean runsAfter(TransactionOutcome outcome, int index) {
        return true;
    }

    @Override
    protected boolean runsInAnyCase() {
        return true;
    }

    @Override
    protected void run(TransactionOutcome outcome, int index) {
        consumer.accept(outcome);
    }

    @Override
    protected CallbackKind kind(int index) {
        return CallbackKind.COMPLETION;
    }

    @Override
    protected String description(int index) {
        return "afterCompletion(" + Descriptions.of(consumer) + ")";
    }
}
