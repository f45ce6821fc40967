package dev.aftercommit.test.barrier.support;

import dev.aftercommit.BarrierToken;
import dev.aftercommit.barrier.TransactionBarrier;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;

/** A way to wait for the transaction of a task. */
public interface Waiting {

    /** Waits for the transaction of a token, which writes the given row. */
    void await(BarrierToken token, Duration timeout, long row) throws Exception;

    /** Waits for the data on a replica. */
    static Waiting forReplica(DataSource replica, DataSource primary, Map<String, String> settings) {
        return forBarrier(TransactionBarrier.ofReplica(replica, TransactionBarrier.of(primary, settings)));
    }

    private static Waiting forBarrier(TransactionBarrier barrier) {
        return (token, timeout, row) -> barrier.await(token, timeout);
    }

    /** The ways that are compared. */
    enum Way {
        /** That of this library. */
        BARRIER {
            @Override
            public Waiting on(DataSource pool, Map<String, String> settings) {
                return forBarrier(TransactionBarrier.of(pool, settings));
            }
        },
        /** Looks for the row every 100 milliseconds. */
        POLL {
            @Override
            public Waiting on(DataSource pool, Map<String, String> settings) {
                return new PolledRow(pool);
            }
        },
        /** Has the server block a connection for as long as the transaction is open. */
        LOCK {
            @Override
            public int connections(int waiters) {
                return waiters + 1;
            }

            @Override
            public Waiting on(DataSource pool, Map<String, String> settings) {
                return new BlockedLock(pool);
            }
        };

        // More than one, for those who look for their rows
        private static final int CONNECTIONS = 4;

        /** How many connections so many waiters are given. */
        public int connections(int waiters) {
            return CONNECTIONS;
        }

        /** This way, with the given pool. */
        public abstract Waiting on(DataSource pool, Map<String, String> settings);
    }
}
