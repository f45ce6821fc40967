package dev.aftercommit.test.random;

import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.SessionImplementor;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Transactions of Spring, in which the shared session of the application leads to another session each. */
final class SpringTransactions extends LibraryTransactions {

    private final PlatformTransactionManager transactionManager;
    private final Session shared;

    SpringTransactions(PlatformTransactionManager transactionManager, Session shared) {
        this.transactionManager = transactionManager;
        this.shared = shared;
    }

    @Override
    boolean isActive(SharedSessionContract session) {
        return session == shared
                ? TransactionSynchronizationManager.isActualTransactionActive()
                : super.isActive(session);
    }

    @Override
    boolean isWritable(SharedSessionContract session) {
        return isActive(session) && super.isWritable(actual(session));
    }

    private SharedSessionContract actual(SharedSessionContract session) {
        return session == shared ? shared.unwrap(SessionImplementor.class) : session;
    }

    @Override
    void inTransaction(Step.Transactional step, Runnable work) {
        TransactionTemplate template = new TransactionTemplate(transactionManager);
        template.setPropagationBehavior(
                switch (step.propagation()) {
                    case REQUIRED -> TransactionDefinition.PROPAGATION_REQUIRED;
                    case REQUIRES_NEW -> TransactionDefinition.PROPAGATION_REQUIRES_NEW;
                    case NESTED -> TransactionDefinition.PROPAGATION_NESTED;
                });
        template.executeWithoutResult(status -> {
            work.run();
            if (step.marks()) {
                status.setRollbackOnly();
            }
        });
    }

    @Override
    void begin(SharedSessionContract session) {
        throw new UnsupportedOperationException();
    }

    @Override
    void commit(SharedSessionContract session) {
        throw new UnsupportedOperationException();
    }

    @Override
    void rollBack(SharedSessionContract session) {
        throw new UnsupportedOperationException();
    }

    @Override
    void markRollbackOnly(SharedSessionContract session) {
        actual(session).getTransaction().setRollbackOnly();
    }

    @Override
    void close(SharedSessionContract session) {
        // The shared one is Spring's
    }
}
