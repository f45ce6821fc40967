package dev.aftercommit.test.spring.matrix;

import dev.aftercommit.AfterCommit;
import jakarta.persistence.EntityManager;
import org.springframework.context.ApplicationContext;

/** How work is put off until after the commit. */
enum Way {
    LISTENER {
        @Override
        void afterCommit(ApplicationContext context, EntityManager applicationManaged, Runnable work) {
            context.publishEvent(new Listener.Committed(work));
        }
    },
    CALLBACK {
        @Override
        void afterCommit(ApplicationContext context, EntityManager applicationManaged, Runnable work) {
            AfterCommit afterCommit = applicationManaged == null
                    ? context.getBean(AfterCommit.class)
                    : AfterCommit.of(applicationManaged);
            afterCommit.run(work);
        }
    };

    /**
     * Puts the work off.
     *
     * @param applicationManaged the entity manager that the transaction is of; null for that of Spring's transaction
     */
    abstract void afterCommit(ApplicationContext context, EntityManager applicationManaged, Runnable work);
}
