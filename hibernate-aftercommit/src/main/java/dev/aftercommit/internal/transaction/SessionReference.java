package dev.aftercommit.internal.transaction;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * What leads to a session of Hibernate: the session itself, or a proxy behind which there may be another one, or none,
 * each time.
 */
abstract class SessionReference {

    /** The session; null where the proxy has none at hand. */
    abstract @Nullable SharedSessionContractImplementor session();

    /** The object that was given. */
    abstract Object target();

    abstract SessionFactory factory();

    static SessionReference to(Object target) {
        if (Proxy.isProxyClass(target.getClass())
                && Proxy.getInvocationHandler(target) instanceof AfterCommitSessionView view) {
            return view.reference();
        }
        if (target instanceof SharedSessionContractImplementor session && !Proxy.isProxyClass(target.getClass())) {
            return new Direct(session);
        }
        if (target instanceof EntityManager entityManager) {
            return new ByProxy(entityManager, factoryBehind(entityManager));
        }
        throw LOG.notASession(target.getClass().getName(), null);
    }

    // By the session first: the factory of a proxy may be a proxy itself, which some frameworks do not let unwrap
    private static SessionFactory factoryBehind(EntityManager proxy) {
        SharedSessionContractImplementor session = sessionBehind(proxy);
        if (session != null) {
            return session.getFactory();
        }
        try {
            SessionFactoryImplementor factory = proxy.getEntityManagerFactory().unwrap(SessionFactoryImplementor.class);
            if (factory != null) {
                return factory;
            }
        } catch (RuntimeException e) {
            throw LOG.notASession(proxy.getClass().getName(), e);
        }
        throw LOG.notASession(proxy.getClass().getName(), null);
    }

    // Not by Session.class: Spring's proxies take that for themselves
    private static @Nullable SharedSessionContractImplementor sessionBehind(EntityManager proxy) {
        try {
            return proxy.unwrap(SharedSessionContractImplementor.class);
        } catch (RuntimeException e) {
            // Outside a transaction, Spring's proxies throw, as CDI's do outside a request
            LOG.tracef(e, "No session behind %s", proxy.getClass());
            return null;
        }
    }

    private static final class Direct extends SessionReference {

        private final SharedSessionContractImplementor session;

        Direct(SharedSessionContractImplementor session) {
            this.session = session;
        }

        @Override
        SharedSessionContractImplementor session() {
            return session;
        }

        @Override
        Object target() {
            return session;
        }

        @Override
        SessionFactory factory() {
            return session.getFactory();
        }
    }

    private static final class ByProxy extends SessionReference {

        private final EntityManager proxy;
        private final SessionFactory factory;

        ByProxy(EntityManager proxy, SessionFactory factory) {
            this.proxy = proxy;
            this.factory = factory;
        }

        @Override
        @Nullable
        SharedSessionContractImplementor session() {
            return sessionBehind(proxy);
        }

        @Override
        Object target() {
            return proxy;
        }

        @Override
        SessionFactory factory() {
            return factory;
        }
    }
}
