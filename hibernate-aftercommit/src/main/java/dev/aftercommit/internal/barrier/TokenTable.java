package dev.aftercommit.internal.barrier;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;
import static java.util.Collections.nCopies;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The table with a row for each token, which is there once its transaction has committed. One row is none of a token: its
 * number is that of the database, and goes with it into copies and replicas.
 */
final class TokenTable {

    private static final String DATABASE = "database";
    private static final int MOST_IN_LIST = 1000;
    private static final int MOST_TO_DELETE = 1000;
    private static final long LARGEST_NUMBER = 1_000_000_000_000_000_000L;

    private final String name;

    TokenTable(String name) {
        this.name = name;
    }

    /** The statements that create what is not there. */
    List<String> missing(Connection connection) throws SQLException {
        List<String> statements = new ArrayList<>();
        boolean exists = exists(connection);
        if (!exists) {
            statements.add("create table " + name
                    + " (id varchar(36) not null primary key, issued_at numeric(19) not null)" + options(connection));
        }
        if (!exists || number(connection) == null) {
            statements.add("insert into " + name + " (id, issued_at) values ('" + DATABASE + "', "
                    + ThreadLocalRandom.current().nextLong(LARGEST_NUMBER) + ")");
        }
        return statements;
    }

    private static String options(Connection connection) throws SQLException {
        // Other engines know no transactions
        return isOf("mysql", connection) || isOf("mariadb", connection) ? " engine=InnoDB" : "";
    }

    private boolean exists(Connection connection) throws SQLException {
        if (isOf("postgresql", connection)) {
            // A statement that fails would abort the transaction
            try (PreparedStatement statement = connection.prepareStatement("select to_regclass(?) is not null")) {
                statement.setString(1, name);
                ResultSet result = statement.executeQuery();
                return result.next() && result.getBoolean(1);
            }
        }
        try {
            number(connection);
            return true;
        } catch (SQLException e) {
            LOG.tracef(e, "The table %s is not there", name);
            return false;
        }
    }

    private static boolean isOf(String product, Connection connection) throws SQLException {
        return connection
                .getMetaData()
                .getDatabaseProductName()
                .toLowerCase(Locale.ROOT)
                .contains(product);
    }

    /** The number of the database; null where it is not there. */
    private @Nullable BigDecimal number(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("select issued_at from " + name + " where id = '" + DATABASE + "'")) {
            return result.next() ? result.getBigDecimal(1) : null;
        }
    }

    /** The number of the database, cut to the length that it has in a token. */
    int database(Connection connection) throws SQLException {
        BigDecimal number = number(connection);
        if (number == null) {
            throw LOG.databaseWithoutNumber(name, DATABASE);
        }
        return number.intValue();
    }

    /** Inserts the row of a new token. */
    void insert(Connection connection, RowId id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(insertion())) {
            bind(statement, id);
            statement.executeUpdate();
        }
    }

    /** The statement of an insertion, to which more may be appended. */
    String insertion() {
        return "insert into " + name + " (id, issued_at) values (?, ?)";
    }

    static void bind(PreparedStatement statement, RowId id) throws SQLException {
        statement.setString(1, id.text());
        statement.setBigDecimal(2, BigDecimal.valueOf(System.currentTimeMillis()));
    }

    /** Those of the rows that the connection sees. */
    Set<RowId> present(Connection connection, Collection<RowId> ids) throws SQLException {
        Set<RowId> present = new HashSet<>();
        List<RowId> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += MOST_IN_LIST) {
            List<RowId> some = all.subList(from, Math.min(from + MOST_IN_LIST, all.size()));
            try (PreparedStatement statement = connection.prepareStatement(
                    "select id from " + name + " where id in (" + marks(some.size()) + ")")) {
                // All at once, and that there are no more; H2 would fetch them by the hundred
                statement.setFetchSize(some.size() + 1);
                for (int index = 0; index < some.size(); index++) {
                    statement.setString(index + 1, some.get(index).text());
                }
                ResultSet result = statement.executeQuery();
                while (result.next()) {
                    present.add(RowId.parse(result.getString(1)));
                }
            }
        }
        return present;
    }

    private static String marks(int count) {
        return String.join(", ", nCopies(count, "?"));
    }

    /** Deletes rows from before a time, a limited number; returns whether there are more. */
    boolean cleanUp(Connection connection, Instant before) throws SQLException {
        List<String> old = new ArrayList<>();
        String query = "select id from " + name + " where issued_at < ? and id <> '" + DATABASE + "'";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setMaxRows(MOST_TO_DELETE);
            statement.setBigDecimal(1, BigDecimal.valueOf(before.toEpochMilli()));
            ResultSet result = statement.executeQuery();
            while (result.next()) {
                old.add(result.getString(1));
            }
        }
        try (PreparedStatement statement = connection.prepareStatement("delete from " + name + " where id = ?")) {
            for (String id : old) {
                statement.setString(1, id);
                statement.addBatch();
            }
            if (!old.isEmpty()) {
                statement.executeBatch();
            }
        }
        return old.size() == MOST_TO_DELETE;
    }
}
