package dev.aftercommit.test.jta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.test.support.TestFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Two persistence units, each on a database of its own, whose sessions take part in one JTA transaction. */
final class TwoDatabases implements AfterEachCallback {

    private final TestFactory first = factory(TestFactory.of(Entry.class));
    private final TestFactory second = factory(TestFactory.onSecondDatabase(Entry.class));

    private static TestFactory factory(TestFactory factory) {
        return Jta.configure(factory, new NarayanaPlatform());
    }

    TestFactory first() {
        return first;
    }

    TestFactory second() {
        return second;
    }

    void with(String setting, Object value) {
        first.with(setting, value);
        second.with(setting, value);
    }

    /** Has one of them give an answer of the test. */
    static void answer(TestFactory factory, XaAnswer answer) {
        factory.with("hibernate.connection.datasource", new EnlistingDataSource(factory).answer(answer));
    }

    /** Writes to both in a JTA transaction, with sessions that stay open for the rest, which ends it. */
    void write(long id, BiConsumer<Session, Session> rest) {
        write(id, Jta::begin, rest);
    }

    void write(long id, Runnable begin, BiConsumer<Session, Session> rest) {
        first.get();
        second.get();
        begin.run();
        try (Session session = first.open();
                Session other = second.open()) {
            session.persist(new Entry(id, "first"));
            other.persist(new Entry(id, "second"));
            rest.accept(session, other);
        }
    }

    /** The committed rows of each. */
    String rows() {
        return first.count(Entry.class) + " and " + second.count(Entry.class);
    }

    /** Leaves nothing behind that waits for its commit, which would hold its locks for ever. */
    @Override
    public void afterEach(ExtensionContext context) throws SQLException {
        List<String> prepared = new ArrayList<>();
        for (TestFactory factory : List.of(first, second)) {
            prepared.addAll(rollbackPrepared(factory));
            factory.close();
        }
        assertThat(prepared).isEmpty();
    }

    private static List<String> rollbackPrepared(TestFactory factory) throws SQLException {
        List<String> prepared = new ArrayList<>();
        try (Connection connection = factory.database().getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet rows =
                    statement.executeQuery("select gid from pg_prepared_xacts where database = current_database()")) {
                while (rows.next()) {
                    prepared.add(rows.getString(1));
                }
            }
            for (String transaction : prepared) {
                statement.execute("rollback prepared '" + transaction + "'");
            }
        }
        return prepared;
    }
}
