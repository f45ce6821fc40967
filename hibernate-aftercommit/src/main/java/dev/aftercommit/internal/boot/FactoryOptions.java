package dev.aftercommit.internal.boot;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.FailurePolicy;
import dev.aftercommit.internal.transaction.AmbientTransactions;
import java.util.Locale;
import org.hibernate.ConnectionReleaseMode;
import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.resource.jdbc.spi.PhysicalConnectionHandlingMode;
import org.jspecify.annotations.Nullable;

/** How a factory was built, as far as promises depend on it. */
final class FactoryOptions {

    private final SessionFactoryOptions options;
    private final boolean jta;

    FactoryOptions(SessionFactoryOptions options, boolean jta) {
        this.options = options;
        this.jta = jta;
    }

    /** Whether failures of callbacks can be thrown to the caller of commit; where they cannot, and are to be, a warning says so. */
    boolean throwsFailures(FailurePolicy policy, AmbientTransactions ambientTransactions) {
        String reason = reasonToLogFailuresOnly();
        if (reason != null && policy != FailurePolicy.LOG && !ambientTransactions.throwFailures()) {
            LOG.failuresAreOnlyLogged(policy.name().toLowerCase(Locale.ROOT), reason);
        }
        return reason == null;
    }

    private @Nullable String reasonToLogFailuresOnly() {
        if (jta) {
            return "JTA swallows what is thrown after a commit";
        }
        return options.isJpaBootstrap()
                ? "bootstrapped by JPA, Hibernate would throw a RollbackException for a transaction that has committed"
                : null;
    }

    void warnOfConnectionHandling() {
        PhysicalConnectionHandlingMode mode = options.getPhysicalConnectionHandlingMode();
        if (!jta && mode != null && releasesTooEarly(mode.getReleaseMode())) {
            LOG.commitsMayBeReportedInVain(mode.name());
        }
    }

    private static boolean releasesTooEarly(ConnectionReleaseMode mode) {
        return mode == ConnectionReleaseMode.AFTER_STATEMENT
                || mode == ConnectionReleaseMode.BEFORE_TRANSACTION_COMPLETION;
    }
}
