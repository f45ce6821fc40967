package dev.aftercommit.sample.mail;

/** Thrown where the mail server takes no mail for an address. */
public class MailRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MailRefusedException(String address) {
        super("No mail server takes mail for '" + address + "'.");
    }
}
