package dev.aftercommit.barrier;

import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import java.util.ServiceLoader;
import javax.sql.DataSource;
import org.hibernate.Internal;

/**
 * What stands behind the static factory methods of {@link TransactionBarrier}, which therefore need not name the
 * implementation.
 */
@Internal
public interface BarrierProvider {

    /** The implementation that comes with this class. */
    BarrierProvider INSTANCE = ServiceLoader.load(BarrierProvider.class, BarrierProvider.class.getClassLoader())
            .findFirst()
            .orElseThrow();

    /** The barrier of a factory, or a proxy of one. */
    TransactionBarrier barrier(EntityManagerFactory factory);

    /** The barrier of a data source. */
    TransactionBarrier barrier(DataSource dataSource, Map<String, ?> settings);

    /** The barrier of a replica. */
    TransactionBarrier replica(DataSource replica, TransactionBarrier primary);
}
