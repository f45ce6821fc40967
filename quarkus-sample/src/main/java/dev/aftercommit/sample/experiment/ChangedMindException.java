package dev.aftercommit.sample.experiment;

/** Rolls a transaction back, or a savepoint. */
public class ChangedMindException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ChangedMindException(String message) {
        super(message);
    }
}
