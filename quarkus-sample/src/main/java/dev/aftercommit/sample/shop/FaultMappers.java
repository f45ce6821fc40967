package dev.aftercommit.sample.shop;

import static jakarta.ws.rs.core.Response.Status.CONFLICT;
import static jakarta.ws.rs.core.Response.Status.NOT_FOUND;

import org.hibernate.exception.ConstraintViolationException;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Tells a client what went wrong; by then the transaction has been rolled back. */
class FaultMappers {
    @ServerExceptionMapper
    RestResponse<String> unknownItem(UnknownItemException fault) {
        return RestResponse.status(NOT_FOUND, fault.getMessage());
    }

    @ServerExceptionMapper
    RestResponse<String> soldOut(SoldOutException fault) {
        return RestResponse.status(CONFLICT, fault.getMessage());
    }

    @ServerExceptionMapper
    RestResponse<String> taken(ConstraintViolationException fault) {
        return RestResponse.status(CONFLICT, "The address is taken.");
    }
}
