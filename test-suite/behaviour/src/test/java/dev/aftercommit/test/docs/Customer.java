package dev.aftercommit.test.docs;

import static dev.aftercommit.EntityOperation.INSERT;

import dev.aftercommit.PostCommit;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

@Entity
public class Customer {
    @Id
    @GeneratedValue
    Long id;

    String email;

    @PostCommit(on = INSERT)
    private void welcome() {
        Mailer.send(email, "Welcome!");
    }
}
