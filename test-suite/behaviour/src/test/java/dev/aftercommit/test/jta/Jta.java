package dev.aftercommit.test.jta;

import dev.aftercommit.test.support.FaultyDataSource;
import dev.aftercommit.test.support.TestFactory;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** JTA transactions of Narayana, bound to the thread of the test; none is left bound after it. */
public final class Jta implements AfterEachCallback {

    public static final TransactionManager TRANSACTIONS = com.arjuna.ats.jta.TransactionManager.transactionManager();

    // Held, so that its level stays; what is expected to fail is logged by Narayana as well
    private static final Logger NARAYANA = Logger.getLogger("com.arjuna");

    private CountDownLatch told = new CountDownLatch(1);

    /** A factory whose sessions take part in the JTA transactions of the thread. */
    public static TestFactory factory(Class<?>... annotated) {
        return factory(new NarayanaPlatform(), annotated);
    }

    static TestFactory factory(JtaPlatform platform, Class<?>... annotated) {
        return configure(TestFactory.of(annotated), platform);
    }

    /** Variant with connections that fail when told to, those too that take part in a transaction. */
    public static FaultyDataSource makeFaulty(TestFactory factory) {
        FaultyDataSource connections = new FaultyDataSource(new EnlistingDataSource(factory));
        factory.with("hibernate.connection.datasource", connections);
        return connections;
    }

    /** Has the sessions of a factory take part in the JTA transactions of the thread. */
    static TestFactory configure(TestFactory factory, JtaPlatform platform) {
        NARAYANA.setLevel(Level.OFF);
        return factory.with("hibernate.transaction.coordinator_class", "jta")
                .with("hibernate.transaction.jta.platform", platform)
                .with("hibernate.connection.datasource", new EnlistingDataSource(factory));
    }

    public static void begin() {
        try {
            TRANSACTIONS.begin();
        } catch (NotSupportedException | SystemException e) {
            throw new IllegalStateException(e);
        }
    }

    public void commit() {
        run(TRANSACTIONS::commit);
    }

    public void rollback() {
        run(TRANSACTIONS::rollback);
    }

    void setRollbackOnly() {
        run(TRANSACTIONS::setRollbackOnly);
    }

    int status() {
        return call(TRANSACTIONS::getStatus);
    }

    void beginWithTimeout() {
        told = new CountDownLatch(1);
        call(() -> {
            TRANSACTIONS.setTransactionTimeout(1);
            TRANSACTIONS.begin();
            TRANSACTIONS.setTransactionTimeout(0);
            return null;
        });
        register(new AfterCompletion(told::countDown));
    }

    /** Returns when the transaction has timed out, and another thread has rolled it back and told Hibernate. */
    void awaitTimeout() {
        if (!call(() -> told.await(1, TimeUnit.MINUTES))) {
            throw new IllegalStateException("The transaction has not timed out; its status is " + status());
        }
    }

    /** Has somebody told of the completion of the thread's transaction, after Hibernate. */
    public static void register(Synchronization synchronization) {
        run(() -> TRANSACTIONS.getTransaction().registerSynchronization(synchronization));
    }

    /** Has the commit of the thread's transaction be refused, not by the database of the test. */
    public static void refuseCommit() {
        run(() -> TRANSACTIONS.getTransaction().enlistResource(new RefusingResource()));
    }

    /** Something that the transaction manager does. */
    public interface Action {
        void run() throws Exception;
    }

    public static void run(Action action) {
        call(() -> {
            action.run();
            return null;
        });
    }

    public static <T> T call(Callable<T> callable) {
        try {
            return callable.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (status() == Status.STATUS_ACTIVE || status() == Status.STATUS_MARKED_ROLLBACK) {
            rollback();
        }
        call(TRANSACTIONS::suspend);
    }
}
