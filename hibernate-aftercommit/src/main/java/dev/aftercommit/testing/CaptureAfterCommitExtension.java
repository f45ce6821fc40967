package dev.aftercommit.testing;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;
import static java.util.Objects.requireNonNull;

import jakarta.persistence.EntityManagerFactory;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Captures the callbacks of each test of JUnit Jupiter (5.12 and later, 6), and gives the test the {@link CapturedCallbacks} as
 * a parameter. It captures from the first such parameter of a {@code @BeforeEach} method on, or else from the beginning of
 * the test method, to the end of the test.
 *
 * <p>The factory is the one given by {@link #of}; or else that of the one field of the test that holds a {@code SessionFactory} or an
 * {@code EntityManagerFactory}; or else that of Spring's context, if it is a test of Spring; or else that of CDI.
 *
 * <p>It works within the transactions that Spring begins for tests. With {@code @TestTransaction} of Quarkus it does as well.
 *
 * @since 0.1
 */
public final class CaptureAfterCommitExtension
        implements BeforeTestExecutionCallback, AfterTestExecutionCallback, AfterEachCallback, ParameterResolver {

    private final Namespace namespace = Namespace.create(CaptureAfterCommitExtension.class, this);
    private final @Nullable Supplier<? extends EntityManagerFactory> factory;
    private final boolean runsAtEnd;

    /** Captures the callbacks of the factory that the test itself leads to. For {@link ExtendWith} too. */
    public CaptureAfterCommitExtension() {
        this(null, false);
    }

    private CaptureAfterCommitExtension(@Nullable Supplier<? extends EntityManagerFactory> factory, boolean runsAtEnd) {
        this.factory = factory;
        this.runsAtEnd = runsAtEnd;
    }

    /** Captures the callbacks of a factory, which is asked for when the capture begins. */
    public static CaptureAfterCommitExtension of(Supplier<? extends EntityManagerFactory> factory) {
        return new CaptureAfterCommitExtension(requireNonNull(factory, "factory"), false);
    }

    /**
     * Variant of this extension that runs what was captured at the end of each test method that has not failed: while the transaction
     * of the test, if it has one, is still open. A failure then fails the test as {@link CapturedCallbacks#runAll()} does.
     */
    public CaptureAfterCommitExtension runAtEnd() {
        return new CaptureAfterCommitExtension(factory, true);
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        captured(context);
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (runsAtEnd && context.getExecutionException().isEmpty()) {
            captured(context).runAll();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        captured(context).close();
        EndOfTest.forget();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == CapturedCallbacks.class
                && context.getTestMethod().isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return captured(context);
    }

    private CapturedCallbacks captured(ExtensionContext context) {
        return context.getStore(namespace)
                .getOrComputeIfAbsent(CapturedCallbacks.class, key -> open(context), CapturedCallbacks.class);
    }

    private CapturedCallbacks open(ExtensionContext context) {
        CapturedCallbacks captured = CapturedCallbacks.capture(factory == null ? find(context) : factory.get());
        if (runsAtEnd) {
            EndOfTest.await(captured);
        }
        return captured;
    }

    private static EntityManagerFactory find(ExtensionContext context) {
        FactoryOfTest test =
                new FactoryOfTest(context.getRequiredTestInstances().getAllInstances());
        EntityManagerFactory found = test.inField();
        if (found == null && isOfSpring(context)) {
            found = Spring.factory(context);
        }
        if (found == null) {
            found = FactoryOfTest.inCdi();
        }
        if (found == null) {
            throw LOG.noFactoryToCapture(context.getRequiredTestClass().getName());
        }
        return found;
    }

    // By name, so that Spring need not be there
    private static boolean isOfSpring(ExtensionContext context) {
        return AnnotationSupport.findRepeatableAnnotations(context.getRequiredTestClass(), ExtendWith.class).stream()
                .flatMap(extendWith -> Arrays.stream(extendWith.value()))
                .anyMatch(extension ->
                        extension.getName().equals("org.springframework.test.context.junit.jupiter.SpringExtension"));
    }

    /** Linked only in tests of Spring. */
    private static final class Spring {

        private Spring() {}

        static EntityManagerFactory factory(ExtensionContext context) {
            return SpringExtension.getApplicationContext(context).getBean(EntityManagerFactory.class);
        }
    }
}
