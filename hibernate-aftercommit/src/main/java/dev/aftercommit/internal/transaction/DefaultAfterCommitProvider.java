package dev.aftercommit.internal.transaction;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitProvider;
import dev.aftercommit.AfterCommitSession;
import dev.aftercommit.internal.token.TokenContent;

/** Makes the views of sessions. Found by the public types through {@link java.util.ServiceLoader}. */
public final class DefaultAfterCommitProvider implements AfterCommitProvider {

    /** For {@link java.util.ServiceLoader}. */
    public DefaultAfterCommitProvider() {}

    @Override
    public AfterCommit afterCommit(Object session) {
        return SessionAfterCommit.of(session);
    }

    @Override
    public AfterCommitSession session(Object session) {
        return AfterCommitSessionView.of(SessionAfterCommit.of(session));
    }

    @Override
    public void requireToken(String value) {
        TokenContent.parse(value);
    }
}
