package dev.aftercommit.sample.audit;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

@Path("/audit")
public class AuditResource {
    private final AuditTrail auditTrail;

    AuditResource(AuditTrail auditTrail) {
        this.auditTrail = auditTrail;
    }

    @GET
    public List<String> events() {
        return auditTrail.events();
    }
}
