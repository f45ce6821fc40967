package dev.aftercommit.test.transaction;

import dev.aftercommit.AfterCommitException;
import dev.aftercommit.spi.AmbientTransaction;
import dev.aftercommit.spi.CallbackScopes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Notes what a framework is told. */
final class FrameworkTransaction implements AmbientTransaction {

    final List<Object> sessions = new ArrayList<>();
    final List<AfterCommitException> thrownLater = new ArrayList<>();
    CallbackScopes scopes;
    boolean throwsFailures;
    RuntimeException refusal;
    Executor executor;

    @Override
    public Suspension suspend() {
        return Suspension.NONE;
    }

    @Override
    public void begun(SharedSessionContractImplementor session, CallbackScopes scopes) {
        if (refusal != null) {
            throw refusal;
        }
        sessions.add(session);
        this.scopes = scopes;
    }

    @Override
    public boolean throwsFailures() {
        return throwsFailures;
    }

    @Override
    public boolean throwLater(SharedSessionContractImplementor session, AfterCommitException failure) {
        thrownLater.add(failure);
        return throwsFailures;
    }

    @Override
    public Executor executor() {
        return executor;
    }
}
