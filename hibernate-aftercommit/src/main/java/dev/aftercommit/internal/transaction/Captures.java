package dev.aftercommit.internal.transaction;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The captures of a factory that are open: of each thread, the one that was opened last. */
final class Captures {

    private final Map<Thread, Capture> innermost = new ConcurrentHashMap<>(0);

    /** What collects the callbacks that are registered on the current thread; null where nothing does. */
    @Nullable
    Capture current() {
        return innermost.isEmpty() ? null : innermost.get(Thread.currentThread());
    }

    /** The capture whose callbacks are being run on the current thread; null where there is none. */
    @Nullable
    Capture running() {
        Capture capture = current();
        return capture != null && capture.isRunning() ? capture : null;
    }

    /** Opens a capture on the current thread, within the one that is open there. */
    Capture open(FactoryContext factory) {
        Thread thread = Thread.currentThread();
        Capture capture = new Capture(factory, thread, innermost.get(thread));
        innermost.put(thread, capture);
        return capture;
    }

    void closed(Capture capture) {
        innermost.computeIfPresent(capture.thread(), (thread, top) -> top.without(capture));
    }
}
