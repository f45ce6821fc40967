package dev.aftercommit.test.benchmarks.rows;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * The least that a library has to do for one callback of a transaction of JDBC, if it is to keep what this one promises of that. This is the
 * view of a session, which may be kept as long as the session; what follows the session is {@link LeastSession}.
 *
 * <p>It has no scopes, tokens or other kinds of callbacks, nothing to suspend, no observer, events or policies, and it knows no
 * proxies.
 */
final class Least {

    private static final ConcurrentMap<String, Factory> FACTORIES = new ConcurrentHashMap<>();

    private final SharedSessionContractImplementor owner;
    private final Factory factory;
    private LeastSession followed;

    private Least(SharedSessionContractImplementor owner, Factory factory) {
        this.owner = owner;
        this.factory = factory;
    }

    static Least of(Session session) {
        SharedSessionContractImplementor given = session.unwrap(SharedSessionContractImplementor.class);
        return new Least(
                (SharedSessionContractImplementor) given.getJdbcCoordinator().getJdbcSessionOwner(),
                FACTORIES.computeIfAbsent(
                        given.getFactory().getUuid(),
                        uuid -> new Factory(given.getFactory().getProperties())));
    }

    void run(Runnable callback) {
        if (LeastSession.isInProgress(owner)) {
            if (followed == null) {
                followed = LeastSession.of(owner);
            }
            add(callback);
        } else if (factory.failsWithoutTransaction && !LeastSession.isRunningAfterCommit()) {
            throw new IllegalStateException("No transaction is active");
        } else {
            callback.run();
        }
    }

    private void add(Runnable callback) {
        List<Runnable> captured = factory.captured.isEmpty() ? null : factory.captured.get(Thread.currentThread());
        if (captured == null) {
            followed.add(callback);
        } else {
            captured.add(callback);
        }
    }

    /** What is kept for a factory. */
    static final class Factory {

        private final boolean failsWithoutTransaction;

        /** Of each thread, what a test captures. Here is no test, but who promises captures has to look. */
        private volatile Map<Thread, List<Runnable>> captured = Map.of();

        private Factory(Map<String, Object> properties) {
            failsWithoutTransaction = "fail".equals(properties.get("hibernate.aftercommit.no_transaction"));
            if (failsWithoutTransaction) {
                LeastSession.willBeAsked();
            }
        }
    }
}
