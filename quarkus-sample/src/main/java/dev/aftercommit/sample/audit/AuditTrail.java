package dev.aftercommit.sample.audit;

import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** What has happened, in the database. It joins the caller's transaction, and called from a callback it has one of its own. */
@ApplicationScoped
public class AuditTrail {
    @Transactional
    public void record(String event) {
        new AuditEntry(event).persist();
    }

    @Transactional
    public List<String> events() {
        return AuditEntry.<AuditEntry>listAll(Sort.by("id")).stream()
                .map(entry -> entry.event)
                .toList();
    }
}
