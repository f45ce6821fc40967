package dev.aftercommit.test.torture;

import dev.aftercommit.test.barrier.support.CommitMessage;
import dev.aftercommit.test.barrier.support.TcpProxy.Connection;
import dev.aftercommit.test.barrier.support.TcpProxy.Listener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

/** A connection to PostgreSQL, and what is wrong with it. */
final class Line implements Listener {

    // The message by which the server tells the number of its process: its type and its length
    private static final byte[] KEY = {'K', 0, 0, 0};
    private static final int SLOW_MESSAGES = 20;

    private final Connection connection;
    private final BiConsumer<Integer, Line> known;
    private final AtomicReference<AtCommit> atCommit = new AtomicReference<>();
    private volatile boolean answerLost;
    private volatile boolean stalled;
    private volatile int slowMillis;
    private volatile int slowMessages;
    private boolean isKnown;

    /** Says its number when the server has told it. */
    Line(Connection connection, BiConsumer<Integer, Line> known) {
        this.connection = connection;
        this.known = known;
    }

    @Override
    public void clientSays(byte[] bytes) throws IOException {
        AtCommit strike = CommitMessage.isIn(bytes) ? atCommit.getAndSet(null) : null;
        if (strike != null && strike.before()) {
            strike.action().run();
        }
        if (!stalled) {
            slow();
            connection.toServer(bytes);
        }
        if (strike != null && !strike.before()) {
            strike.action().run();
        }
    }

    @Override
    public void serverSays(byte[] bytes) throws IOException {
        learnNumber(bytes);
        if (answerLost) {
            cut();
        } else if (!stalled) {
            slow();
            connection.toClient(bytes);
        }
    }

    private void learnNumber(byte[] bytes) {
        for (int index = 0; !isKnown && index + 9 <= bytes.length; index++) {
            if (Arrays.equals(bytes, index, index + KEY.length, KEY, 0, KEY.length)) {
                isKnown = true;
                known.accept(ByteBuffer.wrap(bytes).getInt(index + 5), this);
            }
        }
    }

    private void slow() {
        if (slowMessages > 0) {
            slowMessages--;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(slowMillis));
        }
    }

    /** Does something when the client says COMMIT next. */
    void atCommit(boolean before, Runnable action) {
        atCommit.set(new AtCommit(before, action));
    }

    void forgetCommit() {
        atCommit.set(null);
    }

    /** Goes wrong in one of the ways of a network. */
    void strike(Fault fault, int delayMillis) {
        switch (fault) {
            case CUT -> cut();
            case SERVER_LEARNS_LATE -> {
                connection.cutClient();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(delayMillis));
                connection.cutServer();
            }
            case ANSWER_LOST -> answerLost = true;
            case HALF_CLOSED -> connection.endToClient();
            case STALLED -> stalled = true;
            case SLOWED -> {
                slowMillis = delayMillis;
                slowMessages = SLOW_MESSAGES;
            }
            default -> throw new IllegalArgumentException(fault.toString());
        }
    }

    private void cut() {
        connection.cutClient();
        connection.cutServer();
    }

    private record AtCommit(boolean before, Runnable action) {}
}
