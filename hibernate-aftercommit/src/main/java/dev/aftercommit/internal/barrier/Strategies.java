package dev.aftercommit.internal.barrier;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.spi.BarrierStrategy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Set;

/** Which strategy a database gets. */
final class Strategies {

    private static final int OLDEST_WITH_TRANSACTION_IDS = 15;

    private static final Set<String> WITH_DIRTY_READS = Set.of("mariadb", "mysql", "h2");

    // By what their documentation says: a second insertion of a key waits for the transaction of the first
    private static final Set<String> WITH_UNIQUE_KEYS =
            Set.of("postgresql", "oracle", "microsoft sql server", "hsql database engine", "apache derby");

    private static final Set<String> PROTOCOLS = Set.of("postgresql", "mysql", "mariadb");

    private final BarrierSettings settings;

    Strategies(BarrierSettings settings) {
        this.settings = settings;
    }

    BarrierStrategy choose(Connection connection) throws SQLException {
        Object given = settings.strategy();
        if (given == null) {
            return byDatabase(connection);
        }
        if (given instanceof BarrierStrategy strategy) {
            return strategy;
        }
        return switch (given.toString().trim().toLowerCase(Locale.ROOT)) {
            case "transaction_id" -> transactionId();
            case "dirty_read" -> new DirtyReadStrategy(table());
            case "unique_key" -> new UniqueKeyStrategy(table());
            default -> instance(given);
        };
    }

    private BarrierStrategy byDatabase(Connection connection) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        String product = metaData.getDatabaseProductName().toLowerCase(Locale.ROOT);
        if (speaksForAnother(connection, product)) {
            throw LOG.databaseCannotTell(metaData.getDatabaseProductName(), "an imitation");
        }
        if (product.equals("postgresql") && metaData.getDatabaseMajorVersion() >= OLDEST_WITH_TRANSACTION_IDS) {
            return transactionId();
        } else if (WITH_DIRTY_READS.contains(product)) {
            return new DirtyReadStrategy(table());
        } else if (WITH_UNIQUE_KEYS.contains(product) || product.startsWith("db2")) {
            return new UniqueKeyStrategy(table());
        }
        throw LOG.databaseCannotTell(metaData.getDatabaseProductName(), metaData.getDatabaseProductVersion());
    }

    /** Whether the database is none of the name that the driver gives, but speaks its protocol. */
    private static boolean speaksForAnother(Connection connection, String product) throws SQLException {
        if (!PROTOCOLS.contains(product)) {
            return false;
        }
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select version()")) {
            result.next();
            return result.getString(1).matches("(?i).*(cockroach|-yb-|tidb).*");
        }
    }

    private BarrierStrategy transactionId() {
        return new TransactionIdStrategy(table(), settings.witness());
    }

    private TokenTable table() {
        return new TokenTable(settings.table());
    }

    private static BarrierStrategy instance(Object given) {
        try {
            Class<?> type = given instanceof Class<?> it
                    ? it
                    : Class.forName(
                            given.toString(), true, Thread.currentThread().getContextClassLoader());
            return type.asSubclass(BarrierStrategy.class).getConstructor().newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw LOG.invalidSetting(
                    AfterCommitSettings.BARRIER_STRATEGY,
                    given.toString(),
                    "transaction_id, dirty_read, unique_key, or a " + BarrierStrategy.class.getName()
                            + " with a public constructor without arguments",
                    e);
        }
    }
}
