package dev.aftercommit.sample.shop;

import dev.aftercommit.AfterCommitSession;
import dev.aftercommit.sample.mail.Mailer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

@ApplicationScoped
public class CustomerService {
    private final AfterCommitSession session;
    private final Mailer mailer;

    CustomerService(AfterCommitSession session, Mailer mailer) {
        this.session = session;
        this.mailer = mailer;
    }

    /** The welcome mail is {@link WelcomeMail}'s affair. */
    @Transactional
    public Customer signUp(String name, String email) {
        Customer customer = new Customer(name, email);
        session.persist(customer);
        session.flush(); // an address that is taken shows here, not at the commit
        return customer;
    }

    /** Warns the old address, once the new one holds. */
    @Transactional
    public void changeEmail(long id, String email) {
        Customer customer = find(id);
        String oldEmail = customer.getEmail();
        customer.setEmail(email);
        session.afterCommit(() -> mailer.send(oldEmail, "Your address is now " + email, Customer.class, id));
        session.flush();
    }

    @Transactional
    public Customer find(long id) {
        Customer customer = session.find(Customer.class, id);
        if (customer == null) {
            throw new UnknownItemException("customer", id);
        }
        return customer;
    }
}
