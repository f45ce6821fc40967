package dev.aftercommit.spi;

import dev.aftercommit.TransactionOutcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a database tells what became of a transaction: what stands behind the {@link dev.aftercommit.barrier.TransactionBarrier}.
 *
 * <p>The library has strategies of its own, and chooses by database; another one is named by the setting
 * {@link dev.aftercommit.AfterCommitSettings#BARRIER_STRATEGY}. A strategy is shared by all threads.
 *
 * <p>Where it throws an {@link SQLException} while it is asked, those who wait go on to wait, and it is asked again. Any other
 * exception reaches them.
 *
 * @since 0.1
 */
public interface BarrierStrategy {

    /**
     * The kind of its tokens, a number from 4 to 7; lower ones are the library's own. A token of another kind is refused.
     */
    int kind();

    /** A number of the database, by which tokens of another database are told. It never changes. */
    int database(Connection connection) throws SQLException;

    /**
     * Identifies the current transaction of the connection, in a way that others can ask for it from now on.
     *
     * @param inScope whether the transaction has a savepoint, which can be rolled back alone: what is returned is to stand for it
     * @return at most 64 bytes
     */
    byte[] issue(Connection connection, boolean inScope) throws SQLException;

    /**
     * What became of transactions, in their order; empty for those that are undecided. It must not wait for any of them.
     *
     * @param connection one that commits by itself. What is changed in it has to be changed back.
     * @param ids what {@link #issue} has returned, here or in another process
     */
    List<Optional<TransactionOutcome>> outcomes(Connection connection, List<byte[]> ids) throws SQLException;

    /**
     * The same with fewer statements, where the database can tell more easily that none has committed: those that were rolled
     * back may be left undecided. The longer somebody waits, the more often this is asked instead of {@link #outcomes}, which
     * is asked every second at least. By default, it is the same.
     */
    default List<Optional<TransactionOutcome>> glance(Connection connection, List<byte[]> ids) throws SQLException {
        return outcomes(connection, ids);
    }

    /** Whether the data of transactions that are known to have committed has arrived in a replica. */
    List<Boolean> visible(Connection replica, List<byte[]> ids) throws SQLException;

    /** How far a primary has come, which a replica reaches later; by default, nobody knows. */
    default long position(Connection primary) throws SQLException {
        return 0;
    }

    /** Whether a replica has come as far as its primary had. */
    default boolean hasReached(Connection replica, long position) throws SQLException {
        return true;
    }

    /** The statements that create what is needed and is not there. By default, nothing is needed. */
    default List<String> missing(Connection connection) throws SQLException {
        return List.of();
    }

    /**
     * Deletes what was written for tokens before a time, a limited number of them.
     *
     * @return whether there is more to delete
     */
    default boolean cleanUp(Connection connection, Instant before) throws SQLException {
        return false;
    }
}
