package dev.aftercommit.test.torture;

import java.util.Random;

/** What a transaction does, and what goes wrong in it: the same for the same seed and number. */
record Plan(
        Fault fault,
        Point point,
        Ending ending,
        Scopes scopes,
        boolean token,
        boolean async,
        boolean newTransaction,
        boolean throwing,
        int delayMillis) {

    private static final int LONGEST_DELAY = 20;

    static Plan of(long seed, int number) {
        Random random = new Random(seed * 1_000_003 + number);
        return new Plan(
                Fault.any(random),
                any(Point.values(), random),
                random.nextInt(5) == 0 ? any(Ending.values(), random) : Ending.COMMIT,
                any(Scopes.values(), random),
                random.nextInt(10) == 0,
                random.nextInt(3) == 0,
                random.nextInt(4) == 0,
                random.nextInt(10) == 0,
                1 + random.nextInt(LONGEST_DELAY));
    }

    /** The same, but with an interrupt in place of what goes wrong. */
    Plan withInterrupt() {
        Fault interrupt = fault == Fault.NONE ? Fault.NONE : Fault.INTERRUPTED;
        return new Plan(interrupt, point, ending, scopes, token, async, newTransaction, throwing, delayMillis);
    }

    private static <E> E any(E[] values, Random random) {
        return values[random.nextInt(values.length)];
    }

    enum Ending {
        COMMIT,
        ROLLBACK,
        MARKED_FOR_ROLLBACK
    }

    /** Whether there are savepoints. */
    enum Scopes {
        NONE,
        KEPT,
        DISCARDED,
        DISCARDED_IN_KEPT,
        KEPT_IN_DISCARDED
    }
}
