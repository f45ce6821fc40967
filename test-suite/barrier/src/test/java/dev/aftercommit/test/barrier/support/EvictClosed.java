package dev.aftercommit.test.barrier.support;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;

/** Has the pool know the errors of H2 by which a connection is told that it was ended in the server. */
public final class EvictClosed implements SQLExceptionOverride {

    // The connection is broken, the database has been closed, the database is already closed
    private static final Set<Integer> ENDED = Set.of(90067, 90098, 90121);

    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException failure) {
        return ENDED.contains(failure.getErrorCode()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
