package dev.aftercommit.testing;

import org.jspecify.annotations.Nullable;

/**
 * What is to be run on this thread when a test is about to roll back its transaction, in frameworks where that happens before
 * JUnit tells of the end of the test.
 */
final class EndOfTest {

    private static final ThreadLocal<CapturedCallbacks> AWAITED = new ThreadLocal<>();

    private EndOfTest() {}

    static void await(CapturedCallbacks captured) {
        AWAITED.set(captured);
    }

    static void forget() {
        AWAITED.remove();
    }

    static void run() {
        @Nullable CapturedCallbacks captured = AWAITED.get();
        if (captured != null) {
            captured.runAll();
        }
    }
}
