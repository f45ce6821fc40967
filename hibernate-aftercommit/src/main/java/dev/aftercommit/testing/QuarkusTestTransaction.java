package dev.aftercommit.testing;

import io.quarkus.narayana.jta.runtime.test.TestTransactionCallback;

/**
 * Runs what {@link CaptureAfterCommitExtension#runAtEnd()} is to run before {@code @TestTransaction} of Quarkus rolls back. Found by
 * Quarkus, through {@link java.util.ServiceLoader}.
 *
 * @since 0.1
 */
public final class QuarkusTestTransaction implements TestTransactionCallback {

    /** For {@link java.util.ServiceLoader}. */
    public QuarkusTestTransaction() {}

    @Override
    public void postBegin() {
        // captured is what the test registers
    }

    @Override
    public void preRollback() {
        EndOfTest.run();
    }
}
