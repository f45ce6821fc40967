package dev.aftercommit.internal.transaction;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.jdbc.spi.LogicalConnectionImplementor;
import org.hibernate.resource.jdbc.spi.PhysicalConnectionHandlingMode;
import org.jspecify.annotations.Nullable;

/**
 * The connection of a session that may hold it beyond the end of its transaction. Callbacks that begin a transaction need one of
 * the pool, which may have no other.
 */
final class HeldConnection {

    private final SharedSessionContractImplementor session;
    private final FactoryContext factory;
    private @Nullable Boolean supplied;

    HeldConnection(SharedSessionContractImplementor session, FactoryContext factory) {
        this.session = session;
        this.factory = factory;
    }

    /** Whether callbacks are to wait until the session gives the connection back. */
    boolean isToBeAwaited() {
        ConnectionPolicy policy = factory.policies().connection();
        if (policy == ConnectionPolicy.KEEP || !isHeldAndFree()) {
            return false;
        }
        boolean deferred = policy == ConnectionPolicy.DEFER
                || factory.ambientTransactions().isConnectionNeeded();
        if (deferred && factory.isFirstWarningOf("deferral")) {
            LOG.callbacksAreDeferred(
                    policy == ConnectionPolicy.DEFER
                            ? "the setting 'hibernate.aftercommit.connection' is 'defer'"
                            : "a framework still has to reset what it has set in the connection");
        }
        return deferred;
    }

    /** Gives the connection back before a callback runs, unless others need it, or the settings say otherwise. */
    void giveBack() {
        if (factory.policies().connection() != ConnectionPolicy.AUTO || !isHeldAndFree()) {
            return;
        }
        try {
            logicalConnection().manualDisconnect();
        } catch (RuntimeException e) {
            // It is out of the session all the same, and what it has committed stays so
            LOG.connectionNotGivenBack(e);
        }
    }

    private boolean isHeldAndFree() {
        // In progress: one that a callback, or another whom Hibernate tells of the completion, has begun and left open
        if (!logicalConnection().isPhysicallyConnected()
                || factory.transactions().isInProgress(session)) {
            return false;
        }
        boolean read = logicalConnection().getResourceRegistry().hasRegisteredResources();
        if ((read || isSupplied()) && factory.isFirstWarningOf("held connection")) {
            LOG.connectionIsHeld(read ? "results are still being read from it" : "it was supplied by the user");
        }
        return !read && !isSupplied();
    }

    /** Whether the user has opened the session with this connection. */
    private boolean isSupplied() {
        if (supplied == null) {
            supplied = findOutWhetherSupplied();
        }
        return supplied;
    }

    private boolean findOutWhetherSupplied() {
        LogicalConnectionImplementor connection = logicalConnection();
        if (connection.getConnectionHandlingMode() != PhysicalConnectionHandlingMode.IMMEDIATE_ACQUISITION_AND_HOLD) {
            return false;
        }
        try {
            // Has no effect for the connection that there is, but is refused for all that Hibernate has got from a pool
            connection.manualReconnect(connection.getPhysicalConnection());
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private LogicalConnectionImplementor logicalConnection() {
        return session.getJdbcCoordinator().getLogicalConnection();
    }
}
