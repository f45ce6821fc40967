package dev.aftercommit.internal.transaction;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** For a session of Hibernate itself. */
final class DirectAfterCommit extends SessionAfterCommit {

    private final SharedSessionContractImplementor session;

    // Kept for the next registration, of which there may be many
    private @Nullable SessionCallbacks callbacks;

    DirectAfterCommit(SharedSessionContractImplementor session) {
        super(session.getFactory());
        this.session = session;
    }

    @Override
    SharedSessionContractImplementor session() {
        return session;
    }

    @Override
    Object target() {
        return session;
    }

    @Override
    @Nullable
    TransactionCallbacks current() {
        if (callbacks != null) {
            return callbacks.current();
        }
        TransactionCallbacks current = super.current();
        callbacks = current == null ? null : current.session();
        return current;
    }
}
