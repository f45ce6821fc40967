package dev.aftercommit.sample.mail;

/**
 * A mail as the outbox keeps it.
 *
 * @param rowVisible whether another transaction could see the row that the mail is about when the mail was sent
 */
public record Mail(String to, String subject, boolean rowVisible) {}
