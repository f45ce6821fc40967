package dev.aftercommit.test.spring.support;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs work in transactions of one transaction manager. */
public final class Transactions {

    private final PlatformTransactionManager transactionManager;

    public Transactions(PlatformTransactionManager transactionManager) {
        this.transactionManager = transactionManager;
    }

    public static Transactions of(RunningApplication application) {
        return new Transactions(application.get(PlatformTransactionManager.class));
    }

    public void required(Runnable work) {
        run(TransactionDefinition.PROPAGATION_REQUIRED, work);
    }

    public void requiresNew(Runnable work) {
        run(TransactionDefinition.PROPAGATION_REQUIRES_NEW, work);
    }

    public void nested(Runnable work) {
        run(TransactionDefinition.PROPAGATION_NESTED, work);
    }

    public void supports(Runnable work) {
        run(TransactionDefinition.PROPAGATION_SUPPORTS, work);
    }

    public void readOnly(Runnable work) {
        TransactionTemplate template = new TransactionTemplate(transactionManager);
        template.setReadOnly(true);
        template.executeWithoutResult(status -> work.run());
    }

    /** Rolls back what was done. */
    public void rollBack(Runnable work) {
        new TransactionTemplate(transactionManager).executeWithoutResult(status -> {
            work.run();
            status.setRollbackOnly();
        });
    }

    /** Rolls back what was done in a nested transaction. */
    public void rollBackNested(Runnable work) {
        TransactionTemplate template = new TransactionTemplate(transactionManager);
        template.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        template.executeWithoutResult(status -> {
            work.run();
            status.setRollbackOnly();
        });
    }

    private void run(int propagation, Runnable work) {
        TransactionTemplate template = new TransactionTemplate(transactionManager);
        template.setPropagationBehavior(propagation);
        template.executeWithoutResult(status -> work.run());
    }
}
