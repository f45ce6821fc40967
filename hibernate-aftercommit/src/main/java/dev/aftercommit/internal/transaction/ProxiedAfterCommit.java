package dev.aftercommit.internal.transaction;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.internal.compat.ProxiedSessions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** For a proxy behind which there may be another session, or none, each time. */
final class ProxiedAfterCommit extends SessionAfterCommit {

    private final Object proxy;

    ProxiedAfterCommit(Object proxy) {
        super(factoryBehind(proxy));
        this.proxy = proxy;
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
}
