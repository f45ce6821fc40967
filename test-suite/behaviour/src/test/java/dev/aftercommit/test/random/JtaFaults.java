package dev.aftercommit.test.random;

import dev.aftercommit.test.jta.Jta;
import dev.aftercommit.test.random.Step.CommitFault;
import dev.aftercommit.test.support.FaultyDataSource;

/** What can fail where connections neither commit nor roll back by themselves, and are closed after each statement. */
final class JtaFaults extends ConnectionFaults {

    JtaFaults(FaultyDataSource connections) {
        super(connections);
    }

    /** Another database refuses the commit of the thread's transaction. */
    @Override
    public void arm(CommitFault fault) {
        if (fault == CommitFault.COMMIT) {
            Jta.refuseCommit();
        }
    }

    @Override
    public void failRollback() {
        // What has failed is tried again later, and nobody is told
    }
}
