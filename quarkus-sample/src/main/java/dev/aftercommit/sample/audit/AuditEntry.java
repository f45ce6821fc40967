package dev.aftercommit.sample.audit;

import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.Entity;

@Entity
public class AuditEntry extends PanacheEntity {
    public String event;

    protected AuditEntry() {} // for Hibernate

    AuditEntry(String event) {
        this.event = event;
    }
}
