package dev.aftercommit.internal.barrier;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.barrier.BarrierProvider;
import dev.aftercommit.barrier.TransactionBarrier;
import dev.aftercommit.internal.settings.ClassByName;
import dev.aftercommit.internal.settings.SettingValues;
import dev.aftercommit.internal.transaction.FactoryContext;
import dev.aftercommit.internal.transaction.WeakIdentityMap;
import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import javax.sql.DataSource;

/** Makes barriers. Found by the public type through {@link java.util.ServiceLoader}. */
public final class DefaultBarrierProvider implements BarrierProvider {

    // Held by whoever uses it, its own thread among them
    private static final WeakIdentityMap<DataSource, DataSourceBarrier> BARRIERS = new WeakIdentityMap<>();

    /** For {@link java.util.ServiceLoader}. */
    public DefaultBarrierProvider() {}

    @Override
    public TransactionBarrier barrier(EntityManagerFactory factory) {
        return FactoryContext.required(factory).tokens().barrier();
    }

    @Override
    public TransactionBarrier barrier(DataSource dataSource, Map<String, ?> settings) {
        if (!settings.isEmpty()) {
            return create(dataSource, settings);
        }
        synchronized (BARRIERS) {
            DataSourceBarrier barrier = BARRIERS.get(dataSource);
            if (barrier == null) {
                barrier = create(dataSource, settings);
                BARRIERS.put(barrier);
            }
            return barrier;
        }
    }

    private static DataSourceBarrier create(DataSource dataSource, Map<String, ?> given) {
        SettingValues settings = new SettingValues(given, ClassByName.OF_THREAD);
        settings.requireKnown(AfterCommitSettings.PREFIX, BarrierSettings.NAMES);
        return new DataSourceBarrier(dataSource, BarrierSettings.read(settings));
    }

    @Override
    public TransactionBarrier replica(DataSource replica, TransactionBarrier primary) {
        if (primary instanceof DatabaseBarrier decider) {
            return new ReplicaBarrier(new DataSourceConnections(replica), decider);
        }
        throw LOG.notAPrimary(primary.getClass().getName());
    }

    private static final class DataSourceBarrier extends DatabaseBarrier implements WeakIdentityMap.Value<DataSource> {

        private final DataSource dataSource;

        DataSourceBarrier(DataSource dataSource, BarrierSettings settings) {
            super(new Database(new DataSourceConnections(dataSource), settings), () -> false);
            this.dataSource = dataSource;
        }

        @Override
        public DataSource key() {
            return dataSource;
        }
    }
}
