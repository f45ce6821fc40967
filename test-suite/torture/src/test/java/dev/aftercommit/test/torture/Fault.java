package dev.aftercommit.test.torture;

import java.util.Random;

/** What goes wrong in a transaction. */
enum Fault {
    NONE(700),
    /** The server ends the connection, by {@code pg_terminate_backend}. */
    TERMINATED(60),
    /** The process of the connection is killed, after which the server ends all others and recovers. */
    BACKEND_KILLED(3),
    /** The server is stopped without being given time, and started again. */
    SERVER_STOPPED(3),
    /** Both halves of the connection are reset. */
    CUT(60),
    /** The client's half is reset, and that of the server some time later. */
    SERVER_LEARNS_LATE(40),
    /** The server hears what is said, and its next answer is lost. */
    ANSWER_LOST(40),
    /** The client hears the end of the connection, while the server still hears the client. */
    HALF_CLOSED(40),
    /** Nothing gets through any more, and nobody is told. */
    STALLED(4),
    /** All that is said takes longer. */
    SLOWED(50),
    /** The thread is interrupted; in place of all others, where nothing else is to go wrong. */
    INTERRUPTED(0);

    private final int weight;

    Fault(int weight) {
        this.weight = weight;
    }

    static Fault any(Random random) {
        int sum = 0;
        for (Fault fault : values()) {
            sum += fault.weight;
        }
        int chosen = random.nextInt(sum);
        for (Fault fault : values()) {
            chosen -= fault.weight;
            if (chosen < 0) {
                return fault;
            }
        }
        throw new AssertionError(chosen);
    }
}
