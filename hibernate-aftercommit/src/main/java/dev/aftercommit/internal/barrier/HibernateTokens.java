package dev.aftercommit.internal.barrier;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.BarrierToken;
import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.barrier.TransactionBarrier;
import dev.aftercommit.internal.barrier.Database.Identified;
import dev.aftercommit.internal.token.TokenContent;
import dev.aftercommit.internal.transaction.AmbientTransactions;
import dev.aftercommit.internal.transaction.ConnectionUse;
import dev.aftercommit.internal.transaction.Tokens;
import dev.aftercommit.internal.transaction.Transactions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.engine.jdbc.spi.JdbcServices;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Tokens of the transactions of a session factory, and the barrier where they are waited for. */
public final class HibernateTokens implements Tokens {

    private static final Duration TIME_TO_RESOLVE = Duration.ofSeconds(10);

    private final BarrierSettings settings;
    private final boolean manyDatabases;
    private final JdbcServices jdbcServices;
    private final Database database;
    private final DatabaseBarrier barrier;

    /** Those of a factory with the given options and services. */
    public HibernateTokens(
            BarrierSettings settings,
            SessionFactoryOptions options,
            JdbcServices jdbcServices,
            Transactions transactions,
            AmbientTransactions ambientTransactions) {
        this.settings = settings;
        this.manyDatabases = options.isMultiTenancyEnabled();
        this.jdbcServices = jdbcServices;
        this.database = new Database(
                new FactoryConnections(jdbcServices::getBootstrapJdbcConnectionAccess, ambientTransactions), settings);
        this.barrier = new DatabaseBarrier(database, transactions::isBoundToThread);
    }

    /** The factory is built: creates the table if the settings say so. */
    @Override
    public void start() {
        if (settings.creation() == TableCreation.STARTUP) {
            requireOneDatabase();
            identified();
        }
    }

    @Override
    public BarrierToken issue(SharedSessionContractImplementor session, boolean inScope) {
        requireOneDatabase();
        try {
            return ConnectionUse.execute(session, connection -> {
                Identified identified = database.identified(connection);
                byte[] id = identified.strategy().issue(connection, inScope);
                return token(identified.strategy().kind(), identified, id);
            });
        } catch (SQLException e) {
            throw jdbcServices.getSqlExceptionHelper().convert(e, LOG.noTokenIssued());
        }
    }

    @Override
    public BarrierToken decided(TransactionOutcome outcome) {
        requireOneDatabase();
        boolean committed = outcome == TransactionOutcome.COMMITTED;
        byte[] id = {committed ? TokenContent.COMMITTED : TokenContent.ROLLED_BACK};
        return token(TokenContent.DECIDED, identified(), id);
    }

    private BarrierToken token(int kind, Identified identified, byte[] id) {
        return TokenContent.of(kind, identified.number(), Instant.now(), id).token(settings.signature());
    }

    private Identified identified() {
        Identified known = database.known();
        try {
            return known == null ? database.connections().call(database::identified) : known;
        } catch (SQLException e) {
            throw LOG.databaseCannotBeAsked(e);
        }
    }

    /** The connections of tenants lead to databases that are not told apart. */
    private void requireOneDatabase() {
        if (manyDatabases) {
            throw LOG.tokensOfTenants();
        }
    }

    @Override
    public TransactionOutcome resolve(BarrierToken token) {
        // An interrupt is for what the caller does next
        boolean interrupted = Thread.interrupted();
        try {
            return barrier.decide(token, TIME_TO_RESOLVE);
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (RuntimeException e) {
            LOG.outcomeNotResolved(token.value(), e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return TransactionOutcome.UNKNOWN;
    }

    @Override
    public TransactionBarrier barrier() {
        return barrier;
    }

    @Override
    public void close() {
        barrier.close();
    }
}
