package dev.aftercommit.test.barrier;

import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.spi.BarrierStrategy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A strategy of somebody else: for it, each transaction has committed. */
public class KindFour implements BarrierStrategy {

    /** By its class. */
    public KindFour() {}

    @Override
    public int kind() {
        return 4;
    }

    @Override
    public int database(Connection connection) {
        return 7;
    }

    @Override
    public byte[] issue(Connection connection, boolean inScope) {
        return "mine".getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public List<Optional<TransactionOutcome>> outcomes(Connection connection, List<byte[]> ids) {
        return Collections.nCopies(ids.size(), Optional.of(TransactionOutcome.COMMITTED));
    }

    @Override
    public List<Boolean> visible(Connection replica, List<byte[]> ids) {
        return Collections.nCopies(ids.size(), true);
    }
}
