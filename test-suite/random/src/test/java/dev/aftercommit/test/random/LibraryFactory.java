package dev.aftercommit.test.random;

import dev.aftercommit.BarrierToken;
import dev.aftercommit.OutcomeUnknownException;
import dev.aftercommit.barrier.TransactionBarrier;
import dev.aftercommit.test.random.Row.Key;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;

/** A factory of given settings with its database, which one program after the other uses. */
final class LibraryFactory implements AutoCloseable {

    private final List<Entity> entities;
    private final SessionFactory factory;
    private final DataSource database;
    private final AutoCloseable owner;
    private final LibraryFaults faults;

    /**
     * A factory.
     *
     * @param database its database, without faults
     * @param owner what is to be closed
     */
    LibraryFactory(
            Program program, SessionFactory factory, DataSource database, AutoCloseable owner, LibraryFaults faults) {
        this.entities = InitialRows.entities(program);
        this.factory = factory;
        this.database = database;
        this.owner = owner;
        this.faults = faults;
    }

    /** The settings that a factory for programs like the given one is built with. */
    static Map<String, Object> settings(Program program) {
        return Map.of(
                "hibernate.aftercommit.failure_policy",
                program.policy().name().toLowerCase(Locale.ROOT),
                // What is unknown is to stay so, token or no token
                "hibernate.aftercommit.resolve_unknown",
                "never",
                "hibernate.aftercommit.barrier.create_table",
                "startup");
    }

    /** The classes that a factory for programs like the given one maps. */
    static Class<?>[] mapped(Program program) {
        List<Class<?>> mapped = new ArrayList<>(List.of(Entities.TooLong.class));
        InitialRows.entities(program).forEach(entity -> mapped.add(Entities.classOf(entity)));
        return mapped.toArray(Class<?>[]::new);
    }

    SessionFactory get() {
        return factory;
    }

    LibraryFaults faults() {
        return faults;
    }

    /** Has the database hold the given rows, and no others. */
    void fill(List<Key> keys) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (Entity entity : entities) {
                if (entity.isVersioned()) {
                    statement.addBatch("delete from Versioned_tags");
                }
                statement.addBatch("delete from " + entity);
            }
            for (Key key : keys) {
                boolean versioned = key.entity().isVersioned();
                statement.addBatch("insert into " + key.entity() + "(id, name, number" + (versioned ? ", version" : "")
                        + ") values (" + key.id() + ", 'o', 0" + (versioned ? ", 0)" : ")"));
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is committed. */
    String rows() {
        Map<Key, Row> rows = new TreeMap<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (Entity entity : entities) {
                addRows(statement, entity, rows);
            }
            return rows.toString();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void addRows(Statement statement, Entity entity, Map<Key, Row> rows) throws SQLException {
        try (ResultSet found = statement.executeQuery("select * from " + entity)) {
            while (found.next()) {
                int version = entity.isVersioned() ? found.getInt("version") : 0;
                Row row = new Row(found.getString("name"), found.getInt("number"), new TreeSet<>(), version);
                rows.put(new Key(entity, found.getInt("id")), row);
            }
        }
        if (entity.isVersioned()) {
            try (ResultSet found = statement.executeQuery("select Versioned_id, tags from Versioned_tags")) {
                while (found.next()) {
                    rows.get(new Key(entity, found.getInt(1))).tags().add(found.getString(2));
                }
            }
        }
    }

    String outcome(BarrierToken token) {
        return TransactionBarrier.of(get()).outcome(token).map(Enum::name).orElse("undecided");
    }

    static String stateOf(CompletableFuture<Void> future) {
        if (!future.isDone()) {
            return "pending";
        } else if (future.isCancelled()) {
            return "cancelled";
        }
        try {
            future.join();
            return "done";
        } catch (CompletionException e) {
            return e.getCause() instanceof OutcomeUnknownException ? "unknown" : Execution.describe(e.getCause());
        }
    }

    @Override
    public void close() {
        try {
            owner.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
