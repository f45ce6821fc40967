package dev.aftercommit.internal.transaction;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The captures of a factory that are open: of each thread, the one that was opened last. */
final class Captures {

    // Never changed but replaced, since it is asked at each registration, and has something in it in tests alone
    private volatile Map<Thread, Capture> innermost = Map.of();

    /** What collects the callbacks that are registered on the current thread; null where nothing does. */
    @Nullable
    Capture current() {
        Map<Thread, Capture> captures = innermost;
        return captures.isEmpty() ? null : captures.get(Thread.currentThread());
    }

    /** The capture whose callbacks are being run on the current thread; null where there is none. */
    @Nullable
    Capture running() {
        Capture capture = current();
        return capture != null && capture.isRunning() ? capture : null;
    }

    /** Opens a capture on the current thread, within the one that is open there. */
    synchronized Capture open(FactoryContext factory) {
        Thread thread = Thread.currentThread();
        Capture capture = new Capture(factory, thread, innermost.get(thread));
        replace(captures -> captures.put(thread, capture));
        return capture;
    }

    synchronized void closed(Capture capture) {
        replace(captures -> captures.computeIfPresent(capture.thread(), (thread, top) -> top.without(capture)));
    }

    private void replace(Consumer<Map<Thread, Capture>> change) {
        Map<Thread, Capture> captures = new HashMap<>(innermost);
        change.accept(captures);
        innermost = captures;
    }
}
