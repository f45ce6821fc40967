package dev.aftercommit.spring;

import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import org.hibernate.engine.spi.SessionImplementor;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.transaction.TransactionDefinition;

/**
 * Lets {@code JpaTransactionManager} run nested transactions ({@code PROPAGATION_NESTED}) on savepoints, which the dialect
 * of Spring refuses for Hibernate. Off unless the application declares it as a bean:
 *
 * <pre>
 * &#064;Bean
 * static NestedTransactionJpaDialect nestedTransactions() {
 *     return new NestedTransactionJpaDialect();
 * }
 * </pre>
 *
 * <p>With {@link AfterCommitConfiguration}, all entity manager factories take it then, and their transaction managers allow
 * nested transactions.
 *
 * <p>The session is flushed before a savepoint is set and before it is released. When it was rolled back, the session is
 * cleared: entities that were loaded before are detached from then on, and have to be loaded again before they are changed. A flush
 * or a query that has failed has the whole transaction marked for rollback by Hibernate itself, and a savepoint does not help.
 *
 * @since 0.1
 */
public class NestedTransactionJpaDialect extends HibernateJpaDialect {

    private static final long serialVersionUID = 1;

    /** The dialect with its defaults. */
    public NestedTransactionJpaDialect() {}

    @Override
    public Object beginTransaction(EntityManager entityManager, TransactionDefinition definition) throws SQLException {
        Object data = super.beginTransaction(entityManager, definition);
        return new SessionSavepoints(entityManager.unwrap(SessionImplementor.class), data, this);
    }

    @Override
    public void cleanupTransaction(Object transactionData) {
        super.cleanupTransaction(
                transactionData instanceof SessionSavepoints savepoints
                        ? savepoints.transactionData()
                        : transactionData);
    }
}
