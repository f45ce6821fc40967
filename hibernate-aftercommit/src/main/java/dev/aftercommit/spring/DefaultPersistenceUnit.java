package dev.aftercommit.spring;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.orm.jpa.SharedEntityManagerCreator;

/** Gives the shared entity manager of the only, or the primary, entity manager factory. */
final class DefaultPersistenceUnit implements Supplier<EntityManager> {

    private final ObjectProvider<EntityManagerFactory> factories;

    DefaultPersistenceUnit(ObjectProvider<EntityManagerFactory> factories) {
        this.factories = factories;
    }

    @Override
    public EntityManager get() {
        EntityManagerFactory factory = factories.getIfUnique();
        if (factory == null) {
            long found = factories.stream().count();
            throw LOG.noSingleFactory(found == 0 ? "none" : found + " of them, none @Primary");
        }
        return SharedEntityManagerCreator.createSharedEntityManager(factory);
    }
}
