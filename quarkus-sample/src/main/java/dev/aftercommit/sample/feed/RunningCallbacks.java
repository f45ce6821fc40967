package dev.aftercommit.sample.feed;

import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Deque;

/** The callbacks that run on a thread: several, because a callback may commit a transaction that has callbacks of its own. */
@Singleton
class RunningCallbacks {
    private final ThreadLocal<Deque<Running>> running = ThreadLocal.withInitial(ArrayDeque::new);

    void push(long transaction) {
        running.get().push(new Running(transaction, System.nanoTime()));
    }

    /** Ends the innermost one, and returns how many milliseconds it took. */
    double pop() {
        double millis = (System.nanoTime() - running.get().pop().began()) / 1e6;
        if (isEmpty()) {
            running.remove();
        }
        return millis;
    }

    boolean isEmpty() {
        return running.get().isEmpty();
    }

    long transaction() {
        return running.get().element().transaction();
    }

    private record Running(long transaction, long began) {}
}
