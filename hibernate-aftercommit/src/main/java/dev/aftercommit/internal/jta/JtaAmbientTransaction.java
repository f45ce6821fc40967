package dev.aftercommit.internal.jta;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.spi.AmbientTransaction;
import jakarta.transaction.InvalidTransactionException;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;

/** Suspends the JTA transaction of the thread, which is still bound to it when its synchronizations are told of its end. */
final class JtaAmbientTransaction implements AmbientTransaction {

    private final JtaPlatform platform;
    private final AtomicBoolean warned = new AtomicBoolean();

    JtaAmbientTransaction(JtaPlatform platform) {
        this.platform = platform;
    }

    @Override
    public Suspension suspend() {
        TransactionManager transactionManager = TransactionManagers.of(platform);
        if (transactionManager == null) {
            if (warned.compareAndSet(false, true)) {
                LOG.noTransactionManager(platform.getClass().getName());
            }
            return Suspension.NONE;
        }
        try {
            Transaction transaction = transactionManager.suspend();
            return transaction == null ? Suspension.NONE : () -> resume(transactionManager, transaction);
        } catch (SystemException e) {
            throw LOG.suspendFailed(e);
        }
    }

    private static void resume(TransactionManager transactionManager, Transaction transaction) {
        try {
            rollBackLeftOpen(transactionManager);
            transactionManager.resume(transaction);
        } catch (InvalidTransactionException | SystemException e) {
            throw LOG.resumeFailed(e);
        }
    }

    /** While one is bound to the thread that a callback has begun, no other can be. */
    private static void rollBackLeftOpen(TransactionManager transactionManager) throws SystemException {
        Transaction leftOpen = transactionManager.suspend();
        if (leftOpen == null) {
            return;
        }
        LOG.transactionLeftOpen(leftOpen);
        try {
            leftOpen.rollback();
        } catch (IllegalStateException e) {
            LOG.tracef(e, "The JTA transaction that was left open has ended");
        }
    }
}
