package dev.aftercommit.test.jta;

import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;

/** Leads Hibernate to Narayana. */
class NarayanaPlatform implements JtaPlatform {

    private static final long serialVersionUID = 1;

    @Override
    public TransactionManager retrieveTransactionManager() {
        return Jta.TRANSACTIONS;
    }

    @Override
    public UserTransaction retrieveUserTransaction() {
        return com.arjuna.ats.jta.UserTransaction.userTransaction();
    }

    @Override
    public Object getTransactionIdentifier(Transaction transaction) {
        return transaction;
    }

    @Override
    public boolean canRegisterSynchronization() {
        return Jta.call(Jta.TRANSACTIONS::getStatus) == Status.STATUS_ACTIVE;
    }

    @Override
    public void registerSynchronization(Synchronization synchronization) {
        new TransactionSynchronizationRegistryImple().registerInterposedSynchronization(synchronization);
    }

    @Override
    public int getCurrentStatus() throws SystemException {
        return Jta.TRANSACTIONS.getStatus();
    }
}
