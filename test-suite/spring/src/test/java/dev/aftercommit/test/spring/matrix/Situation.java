package dev.aftercommit.test.spring.matrix;

import dev.aftercommit.test.spring.support.RunningApplication;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.function.Consumer;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The transaction that commits. */
enum Situation {
    REQUIRED("`REQUIRED`", true) {
        @Override
        void commit(RunningApplication application, Consumer<EntityManager> registration) {
            inTransaction(application, new DefaultTransactionDefinition(), () -> {
                save(application);
                registration.accept(null);
            });
        }
    },
    REQUIRES_NEW("`REQUIRES_NEW` in a scope of `SUPPORTS`", true) {
        @Override
        void commit(RunningApplication application, Consumer<EntityManager> registration) {
            inTransaction(
                    application,
                    new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_SUPPORTS),
                    () -> inTransaction(
                            application,
                            new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW),
                            () -> {
                                save(application);
                                registration.accept(null);
                            }));
        }
    },
    READ_ONLY("read-only", false) {
        @Override
        void commit(RunningApplication application, Consumer<EntityManager> registration) {
            DefaultTransactionDefinition definition = new DefaultTransactionDefinition();
            definition.setReadOnly(true);
            inTransaction(application, definition, () -> {
                application.get(Rows.class).count();
                registration.accept(null);
            });
        }
    },
    SERIALIZABLE("`SERIALIZABLE`", true) {
        @Override
        void commit(RunningApplication application, Consumer<EntityManager> registration) {
            DefaultTransactionDefinition definition = new DefaultTransactionDefinition();
            definition.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
            inTransaction(application, definition, () -> {
                save(application);
                registration.accept(null);
            });
        }
    },
    EMPTY("without a statement", false) {
        @Override
        void commit(RunningApplication application, Consumer<EntityManager> registration) {
            inTransaction(application, new DefaultTransactionDefinition(), () -> registration.accept(null));
        }
    },
    APPLICATION_MANAGED("of an application-managed entity manager", true) {
        @Override
        void commit(RunningApplication application, Consumer<EntityManager> registration) {
            try (EntityManager entityManager =
                    application.get(EntityManagerFactory.class).createEntityManager()) {
                entityManager.getTransaction().begin();
                entityManager.persist(new Row(COMMITTED));
                registration.accept(entityManager);
                entityManager.getTransaction().commit();
            }
        }
    },
    SYNCHRONIZATIONS("with synchronizations and listeners of others", true) {
        @Override
        void commit(RunningApplication application, Consumer<EntityManager> registration) {
            CountingSynchronization synchronization = new CountingSynchronization();
            int told = application.get(OtherListener.class).told.get();
            inTransaction(application, new DefaultTransactionDefinition(), () -> {
                save(application);
                TransactionSynchronizationManager.registerSynchronization(synchronization);
                registration.accept(null);
                application.context().publishEvent(new OtherListener.Published());
            });
            if (synchronization.told != 2
                    || application.get(OtherListener.class).told.get() != told + 1) {
                throw new IllegalStateException("The others were not told of the commit");
            }
        }
    },
    OPEN_IN_VIEW("in a request with open-in-view", true) {
        @Override
        void commit(RunningApplication application, Consumer<EntityManager> registration) {
            application.get(Requests.class).send(application.port(), () -> REQUIRED.commit(application, registration));
        }
    };

    static final String COMMITTED = "committed";

    final String words;

    /** Whether the transaction writes a row. */
    final boolean writes;

    Situation(String words, boolean writes) {
        this.words = words;
        this.writes = writes;
    }

    /** Commits a transaction in which the registration was called, with the entity manager if it is application-managed. */
    abstract void commit(RunningApplication application, Consumer<EntityManager> registration);

    private static void inTransaction(RunningApplication application, TransactionDefinition definition, Runnable work) {
        new TransactionTemplate(application.get(PlatformTransactionManager.class), definition)
                .executeWithoutResult(status -> work.run());
    }

    private static void save(RunningApplication application) {
        application.get(Rows.class).save(new Row(COMMITTED));
    }

    private static final class CountingSynchronization implements TransactionSynchronization {

        int told;

        @Override
        public void afterCommit() {
            told++;
        }

        @Override
        public void afterCompletion(int status) {
            told += status == STATUS_COMMITTED ? 1 : 0;
        }
    }
}
