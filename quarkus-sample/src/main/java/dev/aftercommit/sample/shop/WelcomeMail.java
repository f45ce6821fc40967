package dev.aftercommit.sample.shop;

import static dev.aftercommit.EntityOperation.INSERT;

import dev.aftercommit.PostCommit;
import dev.aftercommit.sample.mail.Mailer;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;

/** Welcomes a customer once the sign-up has committed, whichever code it was that persisted the customer. */
@Singleton
@Unremovable // Quarkus drops a bean that nobody injects, and Hibernate would make an instance without a mailer
public class WelcomeMail {
    private final Mailer mailer;

    WelcomeMail(Mailer mailer) {
        this.mailer = mailer;
    }

    @PostCommit(on = INSERT)
    void send(Customer customer) {
        mailer.send(customer.getEmail(), "Welcome, " + customer.getName(), Customer.class, customer.getId());
    }
}
