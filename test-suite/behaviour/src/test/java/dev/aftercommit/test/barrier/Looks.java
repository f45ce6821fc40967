package dev.aftercommit.test.barrier;

import dev.aftercommit.TransactionOutcome;
import java.sql.Connection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A strategy that notes how it is asked. For it, each transaction stays open. */
final class Looks extends KindFour {

    /** All that it was asked so far. */
    final List<Look> all = new CopyOnWriteArrayList<>();

    /** Runs within each look. */
    volatile Runnable within = () -> {};

    @Override
    public List<Optional<TransactionOutcome>> outcomes(Connection connection, List<byte[]> ids) {
        return look(false, ids);
    }

    @Override
    public List<Optional<TransactionOutcome>> glance(Connection connection, List<byte[]> ids) {
        return look(true, ids);
    }

    private List<Optional<TransactionOutcome>> look(boolean glance, List<byte[]> ids) {
        all.add(new Look(System.nanoTime(), glance, ids.size()));
        within.run();
        return Collections.nCopies(ids.size(), Optional.empty());
    }

    record Look(long nanos, boolean glance, int tokens) {}
}
