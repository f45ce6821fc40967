package dev.aftercommit.internal.jta;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import jakarta.transaction.TransactionManager;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;
import org.jspecify.annotations.Nullable;

/** The transaction manager of a platform, which some platforms do not give. */
final class TransactionManagers {

    private TransactionManagers() {}

    static @Nullable TransactionManager of(JtaPlatform platform) {
        try {
            return platform.retrieveTransactionManager();
        } catch (RuntimeException e) {
            LOG.tracef(e, "The JTA platform gives no transaction manager");
            return null;
        }
    }
}
