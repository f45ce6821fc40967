package dev.aftercommit.test.jta;

import dev.aftercommit.test.support.DelegatingDataSource;
import dev.aftercommit.test.support.TestFactory;
import jakarta.transaction.Status;
import jakarta.transaction.Transaction;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import javax.transaction.xa.XAResource;

/** One XA connection for each JTA transaction, enlisted in it; plain connections outside of one. */
final class EnlistingDataSource extends DelegatingDataSource {

    private final XADataSource xaDatabase;
    private final Map<Transaction, Connection> enlisted = new ConcurrentHashMap<>();
    private boolean refusesSavepoints;
    private UnaryOperator<XAResource> taking = UnaryOperator.identity();

    EnlistingDataSource(TestFactory factory) {
        super(factory.database());
        this.xaDatabase = factory.xaDatabase();
    }

    /** Has connections refuse savepoints while they are enlisted, as those of most pools do; the drivers do not by themselves. */
    EnlistingDataSource refuseSavepoints() {
        refusesSavepoints = true;
        return this;
    }

    /** Has the database give an answer of the test when the transaction manager commits. */
    EnlistingDataSource answer(XaAnswer answer) {
        taking = answer::insteadOf;
        return this;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Transaction transaction = Jta.call(Jta.TRANSACTIONS::getTransaction);
        if (transaction == null || hasEnded(transaction)) {
            return target().getConnection();
        }
        // Not by a Synchronization, which a transaction takes no more while it flushes for its commit
        enlisted.keySet().removeIf(EnlistingDataSource::hasEnded);
        return enlisted.computeIfAbsent(transaction, this::enlist);
    }

    private static boolean hasEnded(Transaction transaction) {
        int status = Jta.call(transaction::getStatus);
        return status != Status.STATUS_ACTIVE && status != Status.STATUS_MARKED_ROLLBACK;
    }

    private Connection enlist(Transaction transaction) {
        return Jta.call(() -> {
            XAConnection connection = xaDatabase.getXAConnection();
            transaction.enlistResource(taking.apply(connection.getXAResource()));
            return withoutClose(connection.getConnection());
        });
    }

    private Connection withoutClose(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                EnlistingDataSource.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    } else if (refusesSavepoints && method.getName().equals("setSavepoint")) {
                        throw new SQLException("no savepoints in an XA transaction");
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
