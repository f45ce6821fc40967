package dev.aftercommit.test.barrier.commit;

import dev.aftercommit.test.barrier.support.CommitMessage;
import dev.aftercommit.test.barrier.support.TcpProxy.Connection;
import dev.aftercommit.test.barrier.support.TcpProxy.Listener;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Reads what a client of PostgreSQL says, and strikes at its COMMIT. */
final class CommitCutter implements Listener {

    private final Connection connection;
    private final Supplier<Strike> strikes;
    private volatile boolean answerLost;

    /** The strikes are taken from the supplier, one for each COMMIT. */
    CommitCutter(Connection connection, Supplier<Strike> strikes) {
        this.connection = connection;
        this.strikes = strikes;
    }

    @Override
    public void clientSays(byte[] bytes) throws IOException {
        if (CommitMessage.isIn(bytes)) {
            commit(bytes, strikes.get());
        } else {
            connection.toServer(bytes);
        }
    }

    private void commit(byte[] commit, Strike strike) throws IOException {
        switch (strike.fault()) {
            case NONE -> connection.toServer(commit);
            case BEFORE_COMMIT -> cut();
            case ANSWER_LOST -> {
                answerLost = true;
                connection.toServer(commit);
            }
            case RIGHT_BEHIND_COMMIT -> {
                connection.toServer(commit);
                cut();
            }
            case SERVER_LEARNS_LATE -> {
                connection.cutClient();
                strike.delay();
                connection.cutServer();
            }
            case COMMIT_COMES_LATE -> {
                answerLost = true;
                connection.cutClient();
                strike.delay();
                connection.toServer(commit);
            }
        }
    }

    private void cut() {
        connection.cutClient();
        connection.cutServer();
    }

    @Override
    public void serverSays(byte[] bytes) throws IOException {
        if (answerLost) {
            cut();
        } else {
            connection.toClient(bytes);
        }
    }

    /** A fault, and how long something takes in it. */
    record Strike(Fault fault, int delayMicros) {

        void delay() {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(delayMicros));
        }
    }
}
