package dev.aftercommit;

/**
 * What becomes of the failures of commit callbacks. Every failure is logged, whatever the policy; none of them changes what
 * was committed.
 *
 * <p>{@link #RETHROW} and {@link #STOP} throw only where the caller is not lied to: from the commit of a resource-local
 * transaction of a natively bootstrapped factory. JPA bootstrap would turn the exception into a
 * {@code RollbackException} for a transaction that has committed, and JTA swallows it, so there the failures are logged
 * alone, and a warning at bootstrap says so.
 *
 * @see AfterCommitSettings#FAILURE_POLICY
 * @since 0.1
 */
public enum FailurePolicy {
    /** All callbacks run; failures are logged. */
    LOG,

    /** All callbacks run; then an {@link AfterCommitException} that carries every failure is thrown. */
    RETHROW,

    /**
     * The first failure ends it: the callbacks behind it do not run, except those of
     * {@link AfterCommit#afterCompletion}, and an {@link AfterCommitException} says how many did not.
     */
    STOP
}
