package dev.aftercommit.cdi;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/**
 * Makes {@link AfterCommit} and {@link AfterCommitSession} injectable. Both follow the entity manager that the application
 * or its container offers as a bean without a qualifier, which is that of the default persistence unit, and so the session
 * of the current transaction. For other persistence units, use {@link AfterCommit#of(EntityManager)}.
 *
 * @since 0.1
 */
@Dependent
public class AfterCommitProducer {

    private final Instance<EntityManager> entityManager;

    @Inject
    AfterCommitProducer(Instance<EntityManager> entityManager) {
        this.entityManager = entityManager;
    }

    @Produces
    @ApplicationScoped
    AfterCommit afterCommit() {
        return AfterCommit.of(entityManager.get());
    }

    // Typed, so that it is no second candidate for the injection of a Session or an EntityManager
    @Produces
    @ApplicationScoped
    @Typed(AfterCommitSession.class)
    AfterCommitSession afterCommitSession() {
        return AfterCommitSession.of(entityManager.get());
    }
}
