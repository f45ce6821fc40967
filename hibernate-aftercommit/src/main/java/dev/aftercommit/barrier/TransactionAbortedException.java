package dev.aftercommit.barrier;

/**
 * The transaction that was waited for, or the scope of it that the token stands for, was rolled back: its data will never be
 * there. Nothing is to be repeated.
 *
 * @since 0.1
 */
public class TransactionAbortedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** An exception with the given message. */
    public TransactionAbortedException(String message) {
        super(message);
    }
}
