package dev.aftercommit.internal.transaction;

import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.Transaction;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Work that gets a new session, of the factory and the tenant of another session, in a new transaction. */
final class NewTransaction implements Runnable {

    private final SessionFactory factory;
    private final @Nullable Object tenant;
    private final Consumer<Session> work;

    NewTransaction(SharedSessionContractImplementor origin, Consumer<Session> work) {
        this.factory = origin.getFactory();
        this.tenant = origin.getTenantIdentifierValue();
        this.work = work;
    }

    NewTransaction(SessionFactory factory, Consumer<Session> work) {
        this.factory = factory;
        this.tenant = null;
        this.work = work;
    }

    @Override
    public void run() {
        try (Session session = openSession()) {
            // JPA bootstrap hides the transaction of a JTA session from Session.getTransaction()
            Transaction transaction = ((SharedSessionContractImplementor) session).accessTransaction();
            transaction.begin();
            try {
                work.accept(session);
                transaction.commit();
            } catch (Throwable failure) {
                rollBack(transaction, failure);
                throw failure;
            }
        }
    }

    /** Runs the work in a transaction that is still open, with a new session that shares its connection. */
    void runWithin(Session open) {
        open.flush();
        try (Session session = open.sessionWithOptions().connection().openSession()) {
            work.accept(session);
            session.flush();
        }
    }

    private Session openSession() {
        return tenant == null
                ? factory.openSession()
                : factory.withOptions().tenantIdentifier(tenant).openSession();
    }

    private static void rollBack(Transaction transaction, Throwable failure) {
        try {
            if (transaction.getStatus().canRollback()) {
                transaction.rollback();
            }
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    Consumer<Session> work() {
        return work;
    }
}
