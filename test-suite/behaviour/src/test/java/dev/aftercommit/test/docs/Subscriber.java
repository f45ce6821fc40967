package dev.aftercommit.test.docs;

import static dev.aftercommit.EntityOperation.UPDATE;

import dev.aftercommit.EntityChange;
import dev.aftercommit.PostCommit;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

@Entity
class Subscriber {
    @Id
    @GeneratedValue
    Long id;

    String email;
    String name;

    @PostCommit(on = UPDATE, ifChanged = "email")
    void confirmNewAddress(EntityChange<Subscriber> change) {
        Mailer.send((String) change.oldValue("email"), "Your address is now " + change.newValue("email"));
    }
}
