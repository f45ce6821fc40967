package dev.aftercommit.test.barrier.support;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/** Has the pool know the error of H2 by which a connection is told that it was ended in the server. */
public final class EvictClosed implements SQLExceptionOverride {

    private static final int DATABASE_IS_CLOSED = 90121;

    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException failure) {
        return failure.getErrorCode() == DATABASE_IS_CLOSED ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
