package dev.aftercommit.test.barrier.soak;

import dev.aftercommit.test.barrier.support.Servers;
import java.util.Locale;
import java.util.Random;

/**
 * What one transaction does, made up from a seed.
 *
 * @param holdMicros how long it stays open after its tokens are out
 * @param killMicros when the kill comes after the end has begun, where it is one
 */
record Plan(Scope scope, End end, int holdMicros, int killMicros, int waiters, boolean late) {

    /** A savepoint with a task of its own. */
    enum Scope {
        NONE,
        KEPT,
        DISCARDED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** How the transaction ends. */
    enum End {
        COMMIT,
        ROLLBACK,
        /** The server ends the connection, which the client learns by its commit. */
        KILLED_BY_SERVER,
        /** The client is gone without a word. */
        ABORTED_BY_CLIENT,
        /** The server ends the connection at about the time of the commit. */
        KILLED_IN_COMMIT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    static Plan of(Servers server, long seed, int number) {
        // Random gives neighbouring seeds similar first numbers
        Random random = new Random((seed * 1_000_003 + number) * 0x9E3779B97F4A7C15L);
        return new Plan(
                scope(random.nextInt(100)),
                on(server, end(random.nextInt(100))),
                random.nextInt(5) == 0 ? random.nextInt(10_000) : 0,
                random.nextInt(1500),
                random.nextInt(10) == 0 ? 3 : 1,
                random.nextInt(10) == 0);
    }

    /**
     * The driver of H2 tells the server nothing where a connection is aborted; and the server, where it ends one in the middle of a
     * statement, may leave the transaction open for ever.
     */
    private static End on(Servers server, End end) {
        boolean isOther = end == End.ABORTED_BY_CLIENT || end == End.KILLED_IN_COMMIT;
        return server == Servers.H2 && isOther ? End.KILLED_BY_SERVER : end;
    }

    private static Scope scope(int percent) {
        return percent < 70 ? Scope.NONE : percent < 85 ? Scope.KEPT : Scope.DISCARDED;
    }

    private static End end(int percent) {
        if (percent < 78) {
            return End.COMMIT;
        } else if (percent < 92) {
            return End.ROLLBACK;
        } else if (percent < 94) {
            return End.KILLED_BY_SERVER;
        }
        return percent < 96 ? End.ABORTED_BY_CLIENT : End.KILLED_IN_COMMIT;
    }
}
