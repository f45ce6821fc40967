package dev.aftercommit.internal.boot;

import dev.aftercommit.spi.AmbientTransaction;

/**
 * Stands for Spring where nobody has told the library of it. Spring may have set something in the connection that it is going to
 * reset; and when the session gives the connection back, Spring has nothing of the transaction bound to the thread any more.
 */
final class UnknownSpring implements AmbientTransaction {

    /** Whether the session factory that is being built on this thread is built by Spring. */
    static boolean isBuilding() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().startsWith("org.springframework.orm.")));
    }

    @Override
    public boolean needsConnection() {
        return true;
    }

    @Override
    public Suspension suspend() {
        return Suspension.NONE;
    }
}
