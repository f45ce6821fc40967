package dev.aftercommit.sample.mail;

import dev.aftercommit.sample.audit.AuditTrail;
import dev.aftercommit.sample.feed.Feed;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;

/** Sends mail about rows of the database, and enters each in the audit trail. */
@ApplicationScoped
public class Mailer {
    private final Outbox outbox;
    private final AuditTrail auditTrail;
    private final EntityManager entityManager;
    private final Feed feed;

    Mailer(Outbox outbox, AuditTrail auditTrail, EntityManager entityManager, Feed feed) {
        this.outbox = outbox;
        this.auditTrail = auditTrail;
        this.entityManager = entityManager;
        this.feed = feed;
    }

    public void send(String to, String subject, Class<?> entity, Object id) {
        Mail mail = new Mail(to, subject, isVisible(entity, id));
        outbox.send(mail);
        feed.note("mailed " + to + ": " + subject + (mail.rowVisible() ? "" : " (the row is not visible yet)"));
        auditTrail.record("mailed " + to + ": " + subject);
    }

    private boolean isVisible(Class<?> entity, Object id) {
        return QuarkusTransaction.requiringNew().call(() -> entityManager.find(entity, id) != null);
    }
}
