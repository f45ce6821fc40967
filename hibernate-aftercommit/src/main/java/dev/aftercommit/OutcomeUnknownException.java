package dev.aftercommit;

/**
 * Nobody can tell whether a transaction has committed. See {@link TransactionOutcome#UNKNOWN}.
 *
 * @since 0.1
 */
public class OutcomeUnknownException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** An exception with the given message. */
    public OutcomeUnknownException(String message) {
        super(message);
    }
}
