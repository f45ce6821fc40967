package dev.aftercommit.test.benchmarks.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.transaction.Synchronization;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.transaction.jta.platform.internal.NoJtaPlatform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the least promises of one callback")
class LeastTest {

    private final List<String> events = new ArrayList<>();
    private final AtomicBoolean closeFails = new AtomicBoolean();
    private final SessionFactory factory = factory("run");

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void runsNoneOfARollbackAtTheNextCommit() {
        try (Session session = factory.openSession()) {
            session.beginTransaction();
            run(session, "rolled back");
            session.getTransaction().rollback();
            session.beginTransaction();
            run(session, "committed");
            session.getTransaction().commit();
        }
        assertThat(events).containsExactly("committed");
    }

    @Test
    void runsNoneOfACommitThatAnotherPrevents() {
        try (Session session = factory.openSession()) {
            session.beginTransaction();
            run(session, "prevented");
            session.getTransaction().registerSynchronization(new Preventing());
            assertThatThrownBy(() -> session.getTransaction().commit()).hasStackTraceContaining("another prevents it");
        }
        assertThat(events).isEmpty();
    }

    @Test
    void runsAtOnceWithoutATransaction() {
        try (Session session = factory.openSession()) {
            run(session, "at once");
            assertThat(events).containsExactly("at once");
        }
    }

    @Test
    void runsThatOfATransactionThatACallbackHasBegunAtItsCommit() {
        try (Session session = factory.openSession()) {
            session.beginTransaction();
            Least.of(session).run(() -> {
                session.beginTransaction();
                run(session, "inner");
                session.getTransaction().commit();
            });
            run(session, "outer");
            session.getTransaction().commit();
        }
        assertThat(events).containsExactly("inner", "outer");
    }

    @Test
    void runsThatOfASessionThatSharesTheConnection() {
        try (Session session = factory.openSession();
                Session sharing = session.sessionWithOptions().connection().openSession()) {
            session.beginTransaction();
            run(session, "first");
            run(sharing, "second");
            assertThat(events).isEmpty();
            session.getTransaction().commit();
        }
        assertThat(events).containsExactly("first", "second");
    }

    @Test
    void runsOneThatIsRegisteredInAnotherAtOnceWhereATransactionIsRequired() {
        try (SessionFactory strict = factory("fail");
                Session session = strict.openSession()) {
            assertThatThrownBy(() -> run(session, "without")).isInstanceOf(IllegalStateException.class);
            session.beginTransaction();
            Least.of(session).run(() -> run(session, "inner"));
            session.getTransaction().commit();
        }
        assertThat(events).containsExactly("inner");
    }

    @Test
    void runsThatOfACommitAfterWhichTheConnectionCannotBeGivenBack() {
        try (Session session = factory.openSession()) {
            session.beginTransaction();
            run(session, "committed");
            closeFails.set(true);
            assertThatThrownBy(() -> session.getTransaction().commit()).hasStackTraceContaining("close fails");
            closeFails.set(false);
        }
        assertThat(events).containsExactly("committed");
    }

    @Test
    void runsThatOfACommitOfWhichAFailureOfAnotherKeepsHibernateFromTelling() {
        try (Session session = factory.openSession()) {
            session.beginTransaction();
            run(session, "committed");
            Raw.queue(session).registerCallback((successful, teller) -> {
                throw new IllegalStateException("another fails");
            });
            assertThatThrownBy(() -> session.getTransaction().commit()).hasStackTraceContaining("another fails");
            session.beginTransaction();
            session.getTransaction().rollback();
        }
        assertThat(events).containsExactly("committed");
    }

    @Test
    void runsNoneWherePostgreSqlAnswersACommitWithARollback() {
        RunOnPostgreSql postgreSql = new RunOnPostgreSql();
        postgreSql.open();
        try {
            postgreSql.factory.inTransaction(session -> {
                run(session, "aborted");
                session.doWork(LeastTest::abort);
            });
        } finally {
            postgreSql.close();
        }
        assertThat(events).isEmpty();
    }

    @Test
    void runsTheOthersWhereOneFails() {
        factory.inTransaction(session -> {
            Least.of(session).run(() -> {
                throw new IllegalStateException("a callback fails");
            });
            run(session, "other");
        });
        assertThat(events).containsExactly("other");
    }

    private void run(Session session, String event) {
        Least.of(session).run(() -> events.add(event));
    }

    private static void abort(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("select 1 from nowhere")).isInstanceOf(SQLException.class);
        }
    }

    private SessionFactory factory(String noTransaction) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:");
        Configuration configuration = new Configuration()
                .setProperty("hibernate.aftercommit.no_transaction", noTransaction)
                .setProperty("hibernate.transaction.jta.platform", NoJtaPlatform.class.getName());
        configuration.getProperties().put("hibernate.connection.datasource", failing(DataSource.class, database));
        return configuration.buildSessionFactory();
    }

    /** Its connections throw when they have been closed, if they are to fail. */
    private <T> T failing(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object result = invoke(method, target, arguments);
                    if (method.getName().equals("close") && closeFails.get()) {
                        throw new SQLException("close fails");
                    }
                    return type == DataSource.class && result instanceof Connection connection
                            ? failing(Connection.class, connection)
                            : result;
                }));
    }

    private static Object invoke(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static final class Preventing implements Synchronization {

        @Override
        public void beforeCompletion() {
            throw new IllegalStateException("another prevents it");
        }

        @Override
        public void afterCompletion(int status) {}
    }
}
