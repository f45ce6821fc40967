package dev.aftercommit.test.spring.docs;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/** A mail that was sent. */
@Entity
class Sent {

    @Id
    @GeneratedValue
    Long id;

    String recipient;

    protected Sent() {}

    Sent(String recipient) {
        this.recipient = recipient;
    }
}
