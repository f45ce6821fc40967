package dev.aftercommit.internal.transaction;

import dev.aftercommit.TransactionOutcome;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a transaction has left to be run when it is complete.
 *
 * @param discarded the callbacks of scopes that were rolled back, in the order of their discarding
 * @param callbacks all others
 */
record CompletedTransaction(
        TransactionCallbacks transaction,
        TransactionOutcome outcome,
        List<List<Callback>> discarded,
        List<Callback> callbacks) {

    boolean isEmpty() {
        return callbacks.isEmpty() && discarded.isEmpty();
    }

    /** The number of calls that were registered. */
    int registered() {
        return Stream.concat(Stream.of(callbacks), discarded.stream())
                .flatMap(List::stream)
                .mapToInt(Callback::size)
                .sum();
    }
}
