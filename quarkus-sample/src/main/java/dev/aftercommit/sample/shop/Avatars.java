package dev.aftercommit.sample.shop;

import dev.aftercommit.sample.feed.Feed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.hibernate.Session;

/** Fetches pictures of customers: a job for another thread, which has to find the customer in the database. */
@ApplicationScoped
public class Avatars {
    private final Session session;
    private final Feed feed;

    Avatars(Session session, Feed feed) {
        this.session = session;
        this.feed = feed;
    }

    /**
     * Stores a customer's picture. It is drawn here, since a sample should need no network.
     *
     * @param transaction the transaction that the feed is to show it with
     */
    @Transactional
    public void download(long customer, long transaction) {
        Customer found = session.find(Customer.class, customer);
        if (found == null) {
            throw new UnknownItemException("customer", customer);
        }
        found.setAvatar(draw(found.getName()));
        feed.note(transaction, "downloaded the avatar of " + found.getName() + ", on another thread");
    }

    private static String draw(String name) {
        int hue = Math.floorMod(name.hashCode() * 47, 360);
        String initial = new StringBuilder()
                .appendCodePoint(Character.toUpperCase(name.codePointAt(0)))
                .toString();
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">\
                <circle cx="20" cy="20" r="20" fill="hsl(%d 45%% 38%%)"/>\
                <text x="20" y="27" font-family="sans-serif" font-size="19" text-anchor="middle" fill="#fff">%s</text></svg>\
                """.formatted(hue, Character.isLetter(initial.codePointAt(0)) ? initial : "?");
    }
}
