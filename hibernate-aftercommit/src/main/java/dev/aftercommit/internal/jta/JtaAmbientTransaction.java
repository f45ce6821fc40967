package dev.aftercommit.internal.jta;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.spi.AmbientTransaction;
import jakarta.transaction.InvalidTransactionException;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;
import org.jspecify.annotations.Nullable;

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
            return new Suspended(transactionManager, transactionManager.suspend());
        } catch (SystemException e) {
            throw LOG.suspendFailed(e);
        }
    }

    private record Suspended(
            TransactionManager transactionManager, @Nullable Transaction transaction) implements Suspension {

        /** While a transaction is bound to the thread that a callback has begun, no other can be. */
        @Override
        public void clear() {
            try {
                Transaction leftOpen = transactionManager.suspend();
                if (leftOpen != null) {
                    LOG.transactionLeftOpen(leftOpen);
                    leftOpen.rollback();
                }
            } catch (SystemException e) {
                throw LOG.suspendFailed(e);
            } catch (IllegalStateException e) {
                LOG.tracef(e, "The JTA transaction that was left open has ended");
            }
        }

        @Override
        public void close() {
            if (transaction == null) {
                // What is bound to the thread was bound by somebody else, who knows what for
                return;
            }
            clear();
            try {
                transactionManager.resume(transaction);
            } catch (InvalidTransactionException | SystemException e) {
                throw LOG.resumeFailed(e);
            }
        }
    }
}
