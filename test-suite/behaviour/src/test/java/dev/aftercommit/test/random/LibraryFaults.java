package dev.aftercommit.test.random;

import dev.aftercommit.test.random.Step.CommitFault;
import dev.aftercommit.test.random.Step.SavepointFault;
import dev.aftercommit.test.support.FaultyDataSource;

/** What is made to fail next: something of a JDBC connection. */
class LibraryFaults {

    private final FaultyDataSource connections;

    LibraryFaults(FaultyDataSource connections) {
        this.connections = connections;
    }

    void arm(CommitFault fault) {
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

    void failRollback() {
        connections.rollBackAndFailNext("rollback");
    }

    void arm(SavepointFault fault) {
        switch (fault) {
            case SET -> connections.failNext("setSavepoint");
            case RELEASE -> connections.failNext("releaseSavepoint");
            case ROLLBACK -> connections.failNext("rollback");
            default -> {}
        }
    }

    /** Has nothing fail that was to and has not. */
    void forget() {
        connections.forgetFaults();
    }
}
