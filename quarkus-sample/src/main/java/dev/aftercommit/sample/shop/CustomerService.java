package dev.aftercommit.sample.shop;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitSession;
import dev.aftercommit.sample.feed.Feed;
import dev.aftercommit.sample.feed.Told;
import dev.aftercommit.sample.mail.Mailer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

@ApplicationScoped
public class CustomerService {
    private static final int NEWEST = 12;

    private final AfterCommitSession session;
    private final AfterCommit afterCommit;
    private final Avatars avatars;
    private final Feed feed;
    private final Mailer mailer;

    CustomerService(AfterCommitSession session, AfterCommit afterCommit, Avatars avatars, Feed feed, Mailer mailer) {
        this.session = session;
        this.afterCommit = afterCommit;
        this.avatars = avatars;
        this.feed = feed;
        this.mailer = mailer;
    }

    /** The welcome mail is {@link WelcomeMail}'s affair. */
    @Transactional
    @Told("Sign up")
    public Customer signUp(String name, String email) {
        Customer customer = new Customer(name, email);
        session.persist(customer);
        long id = customer.getId();
        long transaction = feed.transaction();
        afterCommit.runAsync(() -> avatars.download(id, transaction));
        session.flush(); // an address that is taken shows here, not at the commit
        return customer;
    }

    /** Warns the old address, once the new one holds. */
    @Transactional
    @Told("Change an address")
    public void changeEmail(long id, String email) {
        Customer customer = find(id);
        String oldEmail = customer.getEmail();
        customer.setEmail(email);
        session.afterCommit(() -> mailer.send(oldEmail, "Your address is now " + email, Customer.class, id));
        session.flush();
    }

    /** The customer with this address, signed up where there is none. */
    @Transactional
    public Customer anybody(String name, String email) {
        Customer customer = session.createSelectionQuery("from Customer where email = :email", Customer.class)
                .setParameter("email", email)
                .getSingleResultOrNull();
        return customer == null ? signUp(name, email) : customer;
    }

    @Transactional
    public List<Customer> newest() {
        return session.createSelectionQuery("from Customer order by id desc", Customer.class)
                .setMaxResults(NEWEST)
                .getResultList();
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
