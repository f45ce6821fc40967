package dev.aftercommit.internal.barrier;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.spi.BarrierStrategy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which strategy a database gets. */
final class Strategies {

    private static final int OLDEST_WITH_TRANSACTION_IDS = 15;

    private static final Set<String> WITH_DIRTY_READS = Set.of("mariadb", "mysql", "h2");

    // By what their documentation says: a second insertion of a key waits for the transaction of the first
    private static final Set<String> WITH_UNIQUE_KEYS =
            Set.of("postgresql", "oracle", "microsoft sql server", "hsql database engine", "apache derby");

    private static final Set<String> PROTOCOLS = Set.of("postgresql", "mysql", "mariadb");

    private final BarrierSettings settings;
    private final @Nullable BarrierStrategy given;

    Strategies(BarrierSettings settings) {
        this.settings = settings;
        this.given = settings.strategy() == null ? null : settings.strategy().make(settings);
    }

    BarrierStrategy choose(Connection connection) throws SQLException {
        return given == null ? byDatabase(connection) : given;
    }

    private BarrierStrategy byDatabase(Connection connection) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        String product = metaData.getDatabaseProductName().toLowerCase(Locale.ROOT);
        if (speaksForAnother(connection, product)) {
            throw LOG.databaseCannotTell(metaData.getDatabaseProductName(), "an imitation");
        }
        if (product.equals("postgresql") && metaData.getDatabaseMajorVersion() >= OLDEST_WITH_TRANSACTION_IDS) {
            return transactionId(settings);
        } else if (WITH_DIRTY_READS.contains(product)) {
            return dirtyRead(settings);
        } else if (WITH_UNIQUE_KEYS.contains(product) || product.startsWith("db2")) {
            return uniqueKey(settings);
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

    static BarrierStrategy transactionId(BarrierSettings settings) {
        return new TransactionIdStrategy(table(settings), settings.witness());
    }

    static BarrierStrategy dirtyRead(BarrierSettings settings) {
        return new DirtyReadStrategy(table(settings));
    }

    static BarrierStrategy uniqueKey(BarrierSettings settings) {
        return new UniqueKeyStrategy(table(settings));
    }

    private static TokenTable table(BarrierSettings settings) {
        return new TokenTable(settings.table());
    }
}
