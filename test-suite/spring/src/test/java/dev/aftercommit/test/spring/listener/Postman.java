package dev.aftercommit.test.spring.listener;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.PostCommit;
import jakarta.persistence.PostPersist;

/** Is made while the entity manager factory is, which {@code AfterCommit} needs in its turn. */
class Postman {

    private final Mailbox mailbox;
    private final AfterCommit afterCommit;

    Postman(Mailbox mailbox, AfterCommit afterCommit) {
        this.mailbox = mailbox;
        this.afterCommit = afterCommit;
    }

    @PostPersist
    void announce(Letter letter) {
        afterCommit.run(() -> mailbox.delivered.add("announced " + letter.address));
    }

    @PostCommit
    private void deliver(Letter letter) {
        mailbox.delivered.add("delivered " + letter.address);
    }
}
