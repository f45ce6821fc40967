package dev.aftercommit.internal.jfr;

import org.jspecify.annotations.Nullable;

/**
 * Where events for JDK Flight Recorder begin. Where nobody records them there is no event, and so nothing that has to be
 * made or found out for it.
 */
public final class FlightRecording {

    // The classes of the events cannot be loaded without the module jdk.jfr, which a runtime may lack or hide
    private static final boolean AVAILABLE = isAvailable();

    private FlightRecording() {}

    /** The event of a callback that is about to run; null if nobody records it. */
    public static @Nullable RecordedCallback callback() {
        return AVAILABLE ? CallbackEvent.begun() : null;
    }

    /** The event of a transaction whose callbacks are about to run; null if nobody records it. */
    public static @Nullable RecordedTransaction transaction() {
        return AVAILABLE ? TransactionEvent.begun() : null;
    }

    private static boolean isAvailable() {
        try {
            Class.forName("jdk.jfr.Event", false, FlightRecording.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
