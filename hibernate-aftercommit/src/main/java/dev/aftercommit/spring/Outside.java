package dev.aftercommit.spring;

import dev.aftercommit.spi.AmbientTransaction.Suspension;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.ResourceHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A way to get the thread out of what is bound to it. */
@FunctionalInterface
interface Outside {

    /** Of nothing, where others do it. */
    Outside ALREADY = () -> Suspension.NONE;

    /** Of whatever transaction: there is no telling what a transaction manager has bound that is not known. */
    Outside ANY = Outside::unbind;

    Suspension suspend();

    /** Of a transaction of this transaction manager. */
    static Outside of(PlatformTransactionManager transactionManager) {
        return () -> suspend(transactionManager);
    }

    private static Suspension suspend(PlatformTransactionManager transactionManager) {
        TransactionStatus status = transactionManager.getTransaction(
                new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NOT_SUPPORTED));
        boolean synchronizes = TransactionSynchronizationManager.isSynchronizationActive();
        if (synchronizes) {
            TransactionSynchronizationManager.clearSynchronization();
        }
        return () -> {
            if (synchronizes) {
                // As it is expected to be where a transaction ends
                TransactionSynchronizationManager.initSynchronization();
            }
            transactionManager.commit(status);
        };
    }

    private static Suspension unbind() {
        Map<Object, Object> bound = new LinkedHashMap<>(TransactionSynchronizationManager.getResourceMap());
        bound.values().removeIf(resource -> !(resource instanceof ResourceHolder));
        bound.keySet().forEach(TransactionSynchronizationManager::unbindResource);
        return () -> bound.forEach(TransactionSynchronizationManager::bindResource);
    }
}
