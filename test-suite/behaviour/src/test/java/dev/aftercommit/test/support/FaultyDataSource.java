package dev.aftercommit.test.support;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Connections that fail when told to, and of which there may be only so many at a time. */
public final class FaultyDataSource extends DelegatingDataSource {

    private final Map<String, Throwable> faults = new ConcurrentHashMap<>();
    private final Set<String> rolledBack = ConcurrentHashMap.newKeySet();
    private final AtomicInteger open = new AtomicInteger();
    private volatile int limit = Integer.MAX_VALUE;

    public FaultyDataSource(DataSource target) {
        super(target);
    }

    /** Has the next call of a method of {@link Connection} throw, without its being passed on; {@code commit}, say. */
    public void failNext(String method) {
        failNext(method, new SQLException("injected failure of " + method));
    }

    /** Variant of {@link #failNext(String)} with what is to be thrown. */
    public void failNext(String method, Throwable failure) {
        faults.put(method, failure);
    }

    /** Has the next COMMIT or ROLLBACK throw, as of a database that has rolled back whatever was asked for. */
    public void rollBackAndFailNext(String method) {
        rolledBack.add(method);
        failNext(method);
    }

    /** Has nothing fail that was told to and has not. */
    public void forgetFaults() {
        faults.clear();
        rolledBack.clear();
    }

    /** A pool of so many connections; it refuses at once where another would wait. */
    public void limit(int connections) {
        limit = connections;
    }

    /** The number of connections that have been taken and not been given back. */
    public int open() {
        return open.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (open.incrementAndGet() > limit) {
            open.decrementAndGet();
            throw new SQLException("the pool is empty");
        }
        Connection connection = target().getConnection();
        AtomicBoolean givenBack = new AtomicBoolean();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> call(connection, givenBack, method, arguments));
    }

    private Object call(Connection connection, AtomicBoolean givenBack, Method method, Object[] arguments)
            throws Throwable {
        String name = method.getName();
        Throwable fault = faults.remove(name);
        if (fault != null) {
            if (arguments == null && rolledBack.remove(name)) {
                connection.rollback();
            }
            throw fault;
        }
        // One that the database has closed still has to be given back
        if (name.equals("close") && givenBack.compareAndSet(false, true)) {
            open.decrementAndGet();
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
