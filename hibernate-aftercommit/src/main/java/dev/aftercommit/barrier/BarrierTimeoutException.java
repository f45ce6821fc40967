package dev.aftercommit.barrier;

/**
 * The time to wait is over, and the transaction is still undecided. It may commit later: put the task back and wait again.
 *
 * @since 0.1
 */
public class BarrierTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** An exception with the given message. */
    public BarrierTimeoutException(String message) {
        super(message);
    }
}
