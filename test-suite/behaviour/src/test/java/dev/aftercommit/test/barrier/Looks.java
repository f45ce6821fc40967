package dev.aftercommit.test.barrier;

import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.spi.BarrierStrategy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A strategy that notes how it is asked. For it, each transaction stays open. */
final class Looks implements BarrierStrategy {

    /** All that it was asked so far. */
    final List<Look> all = new CopyOnWriteArrayList<>();

    /** Runs within each look. */
    volatile Within within = () -> {};

    @Override
    public int kind() {
        return 6;
    }

    @Override
    public int database(Connection connection) {
        return 8;
    }

    @Override
    public byte[] issue(Connection connection, boolean inScope) {
        return new byte[1];
    }

    @Override
    public List<Optional<TransactionOutcome>> outcomes(Connection connection, List<byte[]> ids) throws SQLException {
        return look(false, ids);
    }

    @Override
    public List<Optional<TransactionOutcome>> glance(Connection connection, List<byte[]> ids) throws SQLException {
        return look(true, ids);
    }

    @Override
    public List<Boolean> visible(Connection replica, List<byte[]> ids) {
        return Collections.nCopies(ids.size(), false);
    }

    private List<Optional<TransactionOutcome>> look(boolean glance, List<byte[]> ids) throws SQLException {
        all.add(new Look(System.nanoTime(), glance, ids.size()));
        within.run();
        return Collections.nCopies(ids.size(), Optional.empty());
    }

    /** What runs within a look. */
    @FunctionalInterface
    interface Within {

        void run() throws SQLException;
    }

    record Look(long nanos, boolean glance, int tokens) {}
}
