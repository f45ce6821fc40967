package dev.aftercommit.testing;

import dev.aftercommit.EntityChange;
import dev.aftercommit.internal.transaction.Capture;
import dev.aftercommit.internal.transaction.Captured;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Collects callbacks instead of having them run, for tests. A test usually runs in a transaction that is rolled back at its
 * end, so what waits for the commit would never run. While a capture is open, what is registered is captured; the test
 * looks at it, and runs it when it likes.
 *
 * <p>A capture is bound to the thread that opens it and to one session factory: what another thread registers, or what belongs to
 * another factory, is not in it, and neither is what was registered before. Tests that run in parallel do not see each other's
 * callbacks. Where several captures are open on a thread, the innermost captures. What is registered where no transaction is
 * active runs at once, as ever, and is not captured.
 *
 * <p>Nothing that was captured runs by itself. A commit leaves it captured. A rollback, of the transaction or of the savepoint that it
 * was registered in, removes it. What has not been run when the capture is closed is dropped.
 *
 * <p>The callbacks of a transaction that is still open run within it: they see what it has written, and what they write is part of
 * it. So {@code runInNewTransaction} gets a session that shares its connection; registered by a stateless session, whose
 * connection no other can share, it gets a transaction of its own all the same. The callbacks of a transaction that has
 * committed run as they would without a capture, but for {@code runAsync}, which always runs on the thread of the test.
 *
 * <p>The model is {@code captureOnCommitCallbacks} of Django. As there, what a callback registers while it is run by the test comes
 * after everything that was registered before (after a real commit it would run at once).
 *
 * <p>A capture is not thread-safe.
 *
 * @since 0.1
 */
public final class CapturedCallbacks implements AutoCloseable {

    private final Capture capture;

    private CapturedCallbacks(Capture capture) {
        this.capture = capture;
    }

    /**
     * Begins to capture what the current thread registers with transactions of a factory.
     *
     * @throws IllegalStateException if the factory was built without the library
     */
    public static CapturedCallbacks capture(SessionFactory sessionFactory) {
        // Containers give proxies of factories
        return new CapturedCallbacks(Capture.open(sessionFactory.unwrap(SessionFactoryImplementor.class)));
    }

    /** Variant of {@link #capture(SessionFactory)}. */
    public static CapturedCallbacks capture(EntityManagerFactory entityManagerFactory) {
        return new CapturedCallbacks(Capture.open(entityManagerFactory.unwrap(SessionFactoryImplementor.class)));
    }

    /** Flushes a session, so that the callback methods of its changed entities are captured before the commit. */
    public CapturedCallbacks flush(Session session) {
        session.flush();
        return this;
    }

    /** Variant of {@link #flush(Session)}. */
    public CapturedCallbacks flush(EntityManager entityManager) {
        entityManager.flush();
        return this;
    }

    /**
     * What has been captured and not been removed by a rollback, in the order of registration, also what has run since. Callback
     * methods whose entity has no net change at the moment are not in it.
     *
     * @return an unmodifiable snapshot
     */
    public List<CapturedCallback> callbacks() {
        return capture.calls().stream()
                .map(call -> (CapturedCallback) new View(capture, call))
                .toList();
    }

    /**
     * Runs what has been captured and has not run, as if the transaction had committed, and what is registered meanwhile,
     * until nothing is left. Callbacks that wait for a rollback are not run.
     *
     * @return how many were run, those that failed included
     * @throws dev.aftercommit.AfterCommitException if a callback failed, and the failure policy of the factory is not to log only
     */
    public int runAll() {
        return capture.runAll();
    }

    /** Ends the capture. Callbacks that have not run are dropped, and their futures cancelled. */
    @Override
    public void close() {
        capture.close();
    }

    /** Describes what was captured, for people. */
    @Override
    public String toString() {
        List<CapturedCallback> callbacks = callbacks();
        return callbacks.isEmpty()
                ? "no callbacks"
                : callbacks.stream().map(Object::toString).collect(Collectors.joining("\n", "", ""));
    }

    private record View(Capture capture, Captured call) implements CapturedCallback {

        @Override
        public String description() {
            return call.description();
        }

        @Override
        public Kind kind() {
            return Kind.valueOf(call.kind().name());
        }

        @Override
        public @Nullable EntityChange<?> change() {
            return call.change();
        }

        @Override
        public StackTraceElement registeredAt() {
            return call.registeredAt();
        }

        @Override
        public void run() {
            try {
                capture.run(call);
            } catch (Throwable failure) {
                View.<RuntimeException>throwAsIs(failure);
            }
        }

        // A callback method may throw what it likes, and the test is to see just that
        @SuppressWarnings("unchecked")
        private static <T extends Throwable> void throwAsIs(Throwable failure) throws T {
            throw (T) failure;
        }

        @Override
        public String toString() {
            String about = change() == null ? "" : " (" + change() + ")";
            return kind() + " " + description() + about + ", registered at " + registeredAt();
        }
    }
}
