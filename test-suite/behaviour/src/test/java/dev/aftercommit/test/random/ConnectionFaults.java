package dev.aftercommit.test.random;

import dev.aftercommit.test.random.Step.CommitFault;
import dev.aftercommit.test.random.Step.SavepointFault;
import dev.aftercommit.test.support.FaultyDataSource;

/** Something of a JDBC connection fails. */
class ConnectionFaults implements LibraryFaults {

    private final FaultyDataSource connections;

    ConnectionFaults(FaultyDataSource connections) {
        this.connections = connections;
    }

    @Override
    public void arm(CommitFault fault) {
        switch (fault) {
            case COMMIT -> connections.rollBackAndFailNext("commit");
            case COMMIT_AND_ROLLBACK -> {
                connections.rollBackAndFailNext("commit");
                connections.failNext("rollback");
            }
            case CLOSE -> connections.failNext("close");
            default -> {}
        }
    }

    @Override
    public void failRollback() {
        connections.rollBackAndFailNext("rollback");
    }

    @Override
    public void arm(SavepointFault fault) {
        switch (fault) {
            case SET -> connections.failNext("setSavepoint");
            case RELEASE -> connections.failNext("releaseSavepoint");
            case ROLLBACK -> connections.failNext("rollback");
            default -> {}
        }
    }

    @Override
    public void forget() {
        connections.forgetFaults();
    }
}
