package dev.aftercommit.internal.barrier;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;
import static java.util.Objects.requireNonNull;

import dev.aftercommit.BarrierToken;
import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.internal.token.Signature;
import dev.aftercommit.internal.token.TokenContent;
import dev.aftercommit.spi.BarrierStrategy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The database of a barrier: the strategy that it was found to need, and the number by which its tokens are known. */
final class Database {

    private static final long CLEAN_UP_INTERVAL = TimeUnit.HOURS.toNanos(1);

    private final Connections connections;
    private final BarrierSettings settings;
    private final Strategies strategies;

    private @Nullable BarrierStrategy strategy;
    private volatile @Nullable Identified identified;

    private long cleanedUp = System.nanoTime() - CLEAN_UP_INTERVAL;

    Database(Connections connections, BarrierSettings settings) {
        this.connections = connections;
        this.settings = settings;
        this.strategies = new Strategies(settings);
    }

    Connections connections() {
        return connections;
    }

    /** What was found out already; null before that. */
    @Nullable
    Identified known() {
        return identified;
    }

    /** Finds out what there is, with a connection that may be in a transaction; and creates, with another, what is not there. */
    Identified identified(Connection connection) throws SQLException {
        Identified known = identified;
        return known == null ? identify(connection) : known;
    }

    private synchronized Identified identify(Connection connection) throws SQLException {
        Identified known = identified;
        if (known == null) {
            BarrierStrategy chosen = strategy == null ? strategies.choose(connection) : strategy;
            strategy = chosen;
            List<String> missing = chosen.missing(connection);
            int number = missing.isEmpty() ? chosen.database(connection) : create(chosen, missing);
            known = new Identified(chosen, number);
            identified = known;
        }
        return known;
    }

    /** Creates what is not there; returns the number of the database, which the other connection may not see yet. */
    private int create(BarrierStrategy chosen, List<String> statements) {
        String ddl = String.join(";\n", statements) + ";";
        if (settings.creation() == TableCreation.NEVER) {
            throw LOG.tableIsMissing(ddl, null);
        }
        try {
            return connections.call(connection -> {
                create(connection, chosen);
                return chosen.database(connection);
            });
        } catch (SQLException e) {
            throw LOG.tableIsMissing(ddl, e);
        }
    }

    private static void create(Connection connection, BarrierStrategy chosen) throws SQLException {
        try {
            for (String sql : chosen.missing(connection)) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(sql);
                }
            }
        } catch (SQLException e) {
            // Another process may have been faster
            if (!chosen.missing(connection).isEmpty()) {
                throw e;
            }
        }
    }

    /** The strategy, once a token was checked. */
    BarrierStrategy strategy() {
        return requireNonNull(identified).strategy();
    }

    /**
     * What became of the transactions of tokens, in their order; empty where they are undecided. A glance may take one that was
     * rolled back for undecided.
     */
    List<Optional<TransactionOutcome>> outcomes(Connection connection, List<TokenContent> tokens, boolean glance)
            throws SQLException {
        Identified database = identified(connection);
        List<byte[]> ids = new ArrayList<>();
        for (TokenContent token : tokens) {
            if (token.kind() != TokenContent.DECIDED) {
                ids.add(token.id());
            }
        }
        Iterator<Optional<TransactionOutcome>> answers = ids.isEmpty()
                ? Collections.emptyIterator()
                : (glance
                                ? database.strategy().glance(connection, ids)
                                : database.strategy().outcomes(connection, ids))
                        .iterator();
        Instant forgotten = Instant.now().minus(settings.retention());
        List<Optional<TransactionOutcome>> outcomes = new ArrayList<>();
        for (TokenContent token : tokens) {
            Optional<TransactionOutcome> outcome =
                    token.kind() == TokenContent.DECIDED ? Optional.of(decided(token)) : answers.next();
            // Its row may have been deleted
            boolean old = token.issued().isBefore(forgotten) && token.kind() != TokenContent.DECIDED;
            outcomes.add(
                    old && outcome.equals(Optional.of(TransactionOutcome.ROLLED_BACK))
                            ? Optional.of(TransactionOutcome.UNKNOWN)
                            : outcome);
        }
        return outcomes;
    }

    private static TransactionOutcome decided(TokenContent token) {
        return token.id()[0] == TokenContent.COMMITTED ? TransactionOutcome.COMMITTED : TransactionOutcome.ROLLED_BACK;
    }

    /** Refuses a token that is not signed as it should be, or is of another database. */
    void check(BarrierToken token, TokenContent content, Connection connection) throws SQLException {
        Signature signature = settings.signature();
        if (signature != null && !content.isSignedBy(signature)) {
            throw LOG.tokenIsNotSigned(token.value());
        }
        Identified database = identified(connection);
        if (content.database() != database.number()) {
            throw LOG.tokenOfAnotherDatabase(token.value(), content.database(), database.number());
        }
        if (content.kind() != TokenContent.DECIDED
                && content.kind() != database.strategy().kind()) {
            throw LOG.tokenOfAnotherStrategy(
                    token.value(), content.kind(), database.strategy().kind());
        }
    }

    /** Deletes what is out of date, now and then, and a limited number of it. */
    void cleanUp(Connection connection) {
        Identified database = identified;
        if (database == null || System.nanoTime() - cleanedUp < CLEAN_UP_INTERVAL) {
            return;
        }
        // Longer than promised, for the clocks of others
        Duration kept = settings.retention().plus(settings.retention().dividedBy(10));
        try {
            if (database.strategy().cleanUp(connection, Instant.now().minus(kept))) {
                return;
            }
        } catch (SQLException e) {
            LOG.tokensAreNotCleanedUp(e);
        }
        cleanedUp = System.nanoTime();
    }

    /** A database that is known. */
    record Identified(BarrierStrategy strategy, int number) {}
}
