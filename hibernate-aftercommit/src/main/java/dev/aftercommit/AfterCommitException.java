package dev.aftercommit;

import java.util.List;
import org.hibernate.HibernateException;

/**
 * Callbacks have failed after their transaction had committed. The data is committed, and stays so: repeat the callbacks if
 * need be, not the transaction.
 *
 * <p>Thrown by the commit under the policies {@link FailurePolicy#RETHROW} and {@link FailurePolicy#STOP}, after all of
 * Hibernate's own completion work. The cause is the first failure, the others are suppressed exceptions.
 *
 * @since 0.1
 */
public class AfterCommitException extends HibernateException {

    private static final long serialVersionUID = 1;

    private final transient List<CallbackFailure> failures;
    private final int notRun;

    /** An exception for the given failures, of which there is at least one. */
    public AfterCommitException(String message, List<CallbackFailure> failures, int notRun) {
        super(message, failures.get(0).cause());
        this.failures = List.copyOf(failures);
        this.notRun = notRun;
        failures.stream().skip(1).map(CallbackFailure::cause).forEach(this::addSuppressed);
    }

    /** The failures, in the order in which they occurred. */
    public List<CallbackFailure> failures() {
        return failures == null ? List.of() : failures;
    }

    /** How many callbacks were not run because of a failure before them. */
    public int notRun() {
        return notRun;
    }
}
