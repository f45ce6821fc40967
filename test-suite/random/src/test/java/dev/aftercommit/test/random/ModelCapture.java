package dev.aftercommit.test.random;

import static dev.aftercommit.TransactionOutcome.COMMITTED;
import static dev.aftercommit.TransactionOutcome.ROLLED_BACK;

import dev.aftercommit.FailurePolicy;
import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.test.random.ModelTransaction.Callback;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The rules of captures: places, in the order of registration. As long as a transaction is open, what is at a place changes with
 * what is registered and flushed, and may be gone with a savepoint. A commit leaves it there.
 */
class ModelCapture {

    /** A place; what is there is {@code calls} once that is settled, and until then what the transaction says. */
    static final class Place {

        private final ModelConnection connection;
        private final ModelTransaction transaction;
        private final Set<Callback> done = new HashSet<>();
        private List<Callback> calls;

        private Place(ModelConnection connection, ModelTransaction transaction, List<Callback> calls) {
            this.connection = connection;
            this.transaction = transaction;
            this.calls = calls;
        }

        /** A commit leaves here what it would have run. */
        void settle(List<Callback> settled) {
            calls = settled;
        }

        /** What does not commit takes it away. */
        void remove(List<Callback> removed, TransactionOutcome outcome) {
            calls = List.of();
            removed.forEach(call -> call.discarded(outcome));
        }

        private List<Callback> calls() {
            return calls == null ? transaction.callsAt(this, connection.rows()) : calls;
        }

        private List<Callback> pending() {
            return calls().stream()
                    .filter(call -> call.when() != ROLLED_BACK && !done.contains(call))
                    .toList();
        }

        /** Takes what is here out of the transaction. */
        private void take() {
            if (calls == null) {
                List<Callback> taken = calls();
                transaction.forget(this, connection.rows());
                calls = taken;
            }
        }

        private Callback next() {
            take();
            Callback next = pending().get(0);
            done.add(next);
            return next;
        }

        private void drop() {
            take();
            remove(calls.stream().filter(call -> !done.contains(call)).toList(), ROLLED_BACK);
        }

        /** The connection while the transaction is open, else null. */
        private ModelConnection open() {
            return connection.transaction == transaction ? connection : null;
        }
    }

    private final List<Place> places = new ArrayList<>();
    private Place running;

    /** A place for what is being registered with the transaction of a connection. */
    Place place(ModelConnection connection) {
        Place place = new Place(connection, connection.transaction, null);
        places.add(place);
        return place;
    }

    boolean isRunning() {
        return running != null;
    }

    /** What a callback registers where no transaction is active is run with all others, as of the same transaction. */
    void addForRunning(Callback callback) {
        if (callback.when() != ROLLED_BACK) {
            places.add(new Place(running.connection, running.transaction, List.of(callback)));
        }
    }

    void list(Consumer<Callback> found) {
        places.forEach(place -> place.calls().forEach(found));
    }

    /** Runs what has not run, also what is registered meanwhile. Returns what the test is thrown. */
    Throwable runAll(FailurePolicy policy, Runnable counter) {
        return ModelTransaction.deliver(() -> new Pending(counter), COMMITTED, policy);
    }

    void close() {
        places.forEach(Place::drop);
    }

    private final class Pending implements Iterator<Callback> {

        private final Runnable counter;

        Pending(Runnable counter) {
            this.counter = counter;
        }

        @Override
        public boolean hasNext() {
            return places.stream().anyMatch(place -> !place.pending().isEmpty());
        }

        @Override
        public Callback next() {
            Place first = places.stream()
                    .filter(place -> !place.pending().isEmpty())
                    .findFirst()
                    .orElseThrow(NoSuchElementException::new);
            Callback next = first.next();
            return next.withBody(outcome -> {
                counter.run();
                run(first, next);
            });
        }

        private void run(Place place, Callback callback) {
            Place enclosing = running;
            running = place;
            try {
                callback.captured().accept(place.open());
            } finally {
                running = enclosing;
            }
        }
    }
}
