package dev.aftercommit.internal.transaction;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.internal.compat.ProxiedSessions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.Proxy;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
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

    /** The callbacks of the current transaction; null where none is active. */
    @Nullable
    TransactionCallbacks current(FactoryContext context) {
        SharedSessionContractImplementor session = session();
        SessionCallbacks callbacks = session == null ? null : context.sessionInTransaction(session);
        return callbacks == null ? null : callbacks.current();
    }

    /** The object that was given. */
    abstract Object target();

    abstract SessionFactory factory();

    static SessionReference to(Object target) {
        if (!Proxy.isProxyClass(target.getClass())) {
            if (target instanceof SharedSessionContractImplementor session) {
                return new Direct(session);
            }
        } else if (Proxy.getInvocationHandler(target) instanceof AfterCommitSessionView view) {
            return view.reference();
        }
        if (target instanceof EntityManager || target instanceof StatelessSession) {
            return new ByProxy(target, factoryBehind(target));
        }
        throw LOG.notASession(target.getClass().getName(), null);
    }

    // By the session first: the factory of a proxy may be a proxy itself, which some frameworks do not let unwrap
    private static SessionFactory factoryBehind(Object proxy) {
        SharedSessionContractImplementor session = sessionBehind(proxy);
        if (session != null) {
            return session.getFactory();
        }
        try {
            SessionFactory factory = factoryToldBy(proxy);
            if (factory != null) {
                return factory;
            }
        } catch (RuntimeException e) {
            throw LOG.notASession(proxy.getClass().getName(), e);
        }
        throw LOG.notASession(proxy.getClass().getName(), null);
    }

    private static @Nullable SessionFactory factoryToldBy(Object proxy) {
        if (proxy instanceof StatelessSession stateless) {
            return stateless.getFactory();
        } else if (proxy instanceof Session session) {
            // Outside a transaction, the session that is bound to the thread tells nothing else
            SessionFactory factory = session.getSessionFactory();
            return factory == null ? null : factory.unwrap(SessionFactoryImplementor.class);
        }
        EntityManagerFactory factory = ((EntityManager) proxy).getEntityManagerFactory();
        return factory == null ? null : factory.unwrap(SessionFactoryImplementor.class);
    }

    private static @Nullable SharedSessionContractImplementor sessionBehind(Object proxy) {
        SharedSessionContractImplementor session;
        try {
            session = ProxiedSessions.behind(proxy);
        } catch (RuntimeException e) {
            // Outside a transaction, Spring's proxies throw, as CDI's do outside a request
            LOG.tracef(e, "No session behind %s", proxy.getClass());
            return null;
        }
        if (session == null) {
            // Not to be taken for a session without a transaction
            throw LOG.notASession(proxy.getClass().getName(), null);
        }
        return session;
    }

    private static final class Direct extends SessionReference {

        private final SharedSessionContractImplementor session;

        // Kept for the next registration, of which there may be many
        private @Nullable SessionCallbacks callbacks;

        Direct(SharedSessionContractImplementor session) {
            this.session = session;
        }

        @Override
        SharedSessionContractImplementor session() {
            return session;
        }

        @Override
        @Nullable
        TransactionCallbacks current(FactoryContext context) {
            if (callbacks == null) {
                callbacks = context.sessionInTransaction(session);
            }
            return callbacks == null ? null : callbacks.current();
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

        private final Object proxy;
        private final SessionFactory factory;

        ByProxy(Object proxy, SessionFactory factory) {
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
