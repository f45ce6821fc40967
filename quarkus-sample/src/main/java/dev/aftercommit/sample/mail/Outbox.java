package dev.aftercommit.sample.mail;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes the place of a mail server: it keeps in memory what was sent, whatever becomes of any transaction. */
@ApplicationScoped
public class Outbox {
    private static final String UNREACHABLE = ".invalid";

    private final List<Mail> mails = new CopyOnWriteArrayList<>();

    /** Sends a mail; one to a domain that ends in {@code .invalid} is refused. */
    public void send(Mail mail) {
        if (mail.to().endsWith(UNREACHABLE)) {
            throw new MailRefusedException(mail.to());
        }
        mails.add(mail);
    }

    public List<Mail> mails() {
        return List.copyOf(mails);
    }

    public void clear() {
        mails.clear();
    }
}
