package dev.aftercommit.internal.transaction;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.jdbc.spi.LogicalConnectionImplementor;
import org.hibernate.resource.jdbc.spi.PhysicalConnectionHandlingMode;

/**
 * The connections that sessions of one factory hold beyond the end of their transaction. Callbacks that begin a transaction need one of
 * the pool, which may have no other.
 */
final class HeldConnections {

    private final FactoryContext factory;

    HeldConnections(FactoryContext factory) {
        this.factory = factory;
    }

    /** Whether callbacks are to wait until the session gives the connection back. */
    boolean isToBeAwaited(SharedSessionContractImplementor session) {
        ConnectionPolicy policy = factory.policies().connection();
        if (!mayBeAwaited(policy) || !isHeldAndFree(session)) {
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

    private boolean mayBeAwaited(ConnectionPolicy policy) {
        return switch (policy) {
            case AUTO -> !factory.ambientTransactions().areNone();
            case DEFER -> true;
            case KEEP -> false;
        };
    }

    /** Gives the connection back before a callback runs, unless others need it, or the settings say otherwise. */
    void giveBack(SharedSessionContractImplementor session) {
        if (factory.policies().connection() != ConnectionPolicy.AUTO || !isHeldAndFree(session)) {
            return;
        }
        try {
            connectionOf(session).manualDisconnect();
        } catch (RuntimeException e) {
            // It is out of the session all the same, and what it has committed stays so
            LOG.connectionNotGivenBack(e);
        }
    }

    private boolean isHeldAndFree(SharedSessionContractImplementor session) {
        LogicalConnectionImplementor connection = connectionOf(session);
        // In progress: one that a callback, or another whom Hibernate tells of the completion, has begun and left open
        if (!connection.isPhysicallyConnected() || factory.transactions().isInProgress(session)) {
            return false;
        }
        boolean read = connection.getResourceRegistry().hasRegisteredResources();
        boolean free = !read && !isSupplied(connection);
        if (!free && factory.isFirstWarningOf("held connection")) {
            LOG.connectionIsHeld(read ? "results are still being read from it" : "it was supplied by the user");
        }
        return free;
    }

    /** Whether the user has opened the session with this connection. */
    private static boolean isSupplied(LogicalConnectionImplementor connection) {
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

    private static LogicalConnectionImplementor connectionOf(SharedSessionContractImplementor session) {
        return session.getJdbcCoordinator().getLogicalConnection();
    }
}
