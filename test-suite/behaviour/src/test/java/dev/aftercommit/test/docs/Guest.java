package dev.aftercommit.test.docs;

import static dev.aftercommit.EntityOperation.INSERT;

import dev.aftercommit.PostCommit;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

@Entity
class Guest {

    @Id
    @GeneratedValue
    Long id;

    String email;

    protected Guest() {}

    Guest(String email) {
        this.email = email;
    }

    @PostCommit(on = INSERT)
    void welcome() {
        Mailer.send(email, "Welcome!");
    }
}
