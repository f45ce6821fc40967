package dev.aftercommit.sample.mail;

import dev.aftercommit.sample.audit.AuditTrail;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;

/** Sends mail about rows of the database, and enters each in the audit trail. */
@ApplicationScoped
public class Mailer {
    private final Outbox outbox;
    private final AuditTrail auditTrail;
    private final EntityManager entityManager;

    Mailer(Outbox outbox, AuditTrail auditTrail, EntityManager entityManager) {
        this.outbox = outbox;
        this.auditTrail = auditTrail;
        this.entityManager = entityManager;
    }

    public void send(String to, String subject, Class<?> entity, Object id) {
        outbox.send(new Mail(to, subject, isVisible(entity, id)));
        auditTrail.record("mailed " + to + ": " + subject);
    }

    private boolean isVisible(Class<?> entity, Object id) {
        return QuarkusTransaction.requiringNew().call(() -> entityManager.find(entity, id) != null);
    }
}
