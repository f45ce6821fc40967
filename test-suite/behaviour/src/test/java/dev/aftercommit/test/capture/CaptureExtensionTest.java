package dev.aftercommit.test.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.test.support.TestFactory;
import dev.aftercommit.testing.CaptureAfterCommitExtension;
import dev.aftercommit.testing.CapturedCallbacks;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

@DisplayName("The JUnit extension captures the callbacks of each test")
class CaptureExtensionTest {

    private static final List<String> EVENTS = new ArrayList<>();

    @BeforeEach
    void forget() {
        EVENTS.clear();
    }

    @Test
    void givesTheCapturedCallbacksToTheTest() {
        run(GivenFactory.class).assertStatistics(stats -> stats.succeeded(2).failed(0));
        assertThat(EVENTS).containsExactly("set up", "captured 1", "set up", "captured 1");
    }

    @Test
    void findsTheFactoryInAField() {
        run(FactoryInField.class).assertStatistics(stats -> stats.succeeded(1).failed(0));
        assertThat(EVENTS).containsExactly("captured 1");
    }

    @Test
    void findsTheFactoryInAFieldOfTheEnclosingTest() {
        run(FactoryOfEnclosing.class)
                .assertStatistics(stats -> stats.succeeded(1).failed(0));
        assertThat(EVENTS).containsExactly("captured 1");
    }

    @Test
    void saysThatThereIsNoFactory() {
        run(WithoutFactory.class)
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(
                                message("HAC000071: There is no session factory to capture callbacks of."
                                        + " Found: the test '" + WithoutFactory.class.getName()
                                        + "'. Expected: one that is given to CaptureAfterCommitExtension.of, a field that holds one,"
                                        + " or a bean of Spring or CDI."))));
    }

    @Test
    void saysThatThereAreSeveralFactories() {
        run(TwoFactories.class)
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(message("HAC000072: It is not clear which session factory to capture"
                                + " callbacks of. Found: the test '" + TwoFactories.class.getName()
                                + "', whose fields hold 2. Expected: one that is given to CaptureAfterCommitExtension.of, or"
                                + " one field."))));
    }

    @Test
    void runsAtTheEndWhatWasCaptured() {
        run(RunAtEnd.class).assertStatistics(stats -> stats.succeeded(1).failed(0));
        assertThat(EVENTS).containsExactly("test", "callback", "after");
    }

    @Test
    void runsNothingAtTheEndOfAFailedTest() {
        run(FailsItself.class).assertStatistics(stats -> stats.failed(1));
        assertThat(EVENTS).isEmpty();
    }

    @Test
    void failsTheTestWhereACallbackFailsAtTheEnd() {
        run(FailingCallback.class).assertStatistics(stats -> stats.failed(1));
    }

    @Test
    void dropsWhatWasNotRun() {
        run(GivenFactory.class).assertStatistics(stats -> stats.failed(0));
        assertThat(EVENTS).doesNotContain("callback");
    }

    private static Events run(Class<?> test) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(test))
                .execute()
                .testEvents();
    }

    private static void register(SessionFactory factory) {
        factory.inTransaction(session -> AfterCommit.of(session).run(() -> EVENTS.add("callback")));
    }

    static class GivenFactory {

        @RegisterExtension
        final TestFactory factory = TestFactory.of(Member.class);

        @RegisterExtension
        final CaptureAfterCommitExtension capture = CaptureAfterCommitExtension.of(factory::get);

        @BeforeEach
        void setUp() {
            factory.inTransaction(session -> AfterCommit.of(session).run(() -> EVENTS.add("set up")));
        }

        @Test
        void first(CapturedCallbacks captured) {
            register(factory.get());
            EVENTS.add("captured " + captured.callbacks().size());
        }

        @Test
        void second(CapturedCallbacks captured) {
            register(factory.get());
            EVENTS.add("captured " + captured.callbacks().size());
        }
    }

    @ExtendWith(CaptureAfterCommitExtension.class)
    static class FactoryInField {

        @RegisterExtension
        final TestFactory factory = TestFactory.of(Member.class);

        SessionFactory sessionFactory;

        @BeforeEach
        void build() {
            sessionFactory = factory.get();
        }

        @Test
        void captures(CapturedCallbacks captured) {
            register(sessionFactory);
            EVENTS.add("captured " + captured.callbacks().size());
        }
    }

    @ExtendWith(CaptureAfterCommitExtension.class)
    static class FactoryOfEnclosing {

        @RegisterExtension
        final TestFactory factory = TestFactory.of(Member.class);

        SessionFactory sessionFactory;

        @BeforeEach
        void build() {
            sessionFactory = factory.get();
        }

        @Nested
        class Inner {

            @Test
            void captures(CapturedCallbacks captured) {
                register(sessionFactory);
                EVENTS.add("captured " + captured.callbacks().size());
            }
        }
    }

    @ExtendWith(CaptureAfterCommitExtension.class)
    static class WithoutFactory {

        @Test
        void test() {
            EVENTS.add("test");
        }
    }

    @ExtendWith(CaptureAfterCommitExtension.class)
    static class TwoFactories {

        @RegisterExtension
        final TestFactory one = TestFactory.of(Member.class);

        @RegisterExtension
        final TestFactory other = TestFactory.of(Member.class);

        SessionFactory first;
        SessionFactory second;

        @BeforeEach
        void build() {
            first = one.get();
            second = other.get();
        }

        @Test
        void test() {
            EVENTS.add("test");
        }
    }

    static class RunAtEnd {

        @RegisterExtension
        final TestFactory factory = TestFactory.of(Member.class);

        @RegisterExtension
        final CaptureAfterCommitExtension capture =
                CaptureAfterCommitExtension.of(factory::get).runAtEnd();

        private Session session;

        @BeforeEach
        void begin() {
            session = factory.open();
            session.beginTransaction();
        }

        @AfterEach
        void rollBack() {
            EVENTS.add("after");
            session.getTransaction().rollback();
            session.close();
        }

        @Test
        void registers() {
            AfterCommit.of(session).run(() -> EVENTS.add("callback"));
            EVENTS.add("test");
        }
    }

    static class FailsItself {

        @RegisterExtension
        final TestFactory factory = TestFactory.of(Member.class);

        @RegisterExtension
        final CaptureAfterCommitExtension capture =
                CaptureAfterCommitExtension.of(factory::get).runAtEnd();

        @Test
        void fails() {
            register(factory.get());
            throw new AssertionError("test");
        }
    }

    static class FailingCallback {

        @RegisterExtension
        final TestFactory factory = TestFactory.of(Member.class).with(AfterCommitSettings.FAILURE_POLICY, "rethrow");

        @RegisterExtension
        final CaptureAfterCommitExtension capture =
                CaptureAfterCommitExtension.of(factory::get).runAtEnd();

        @Test
        void registersAFailingCallback() {
            factory.inTransaction(session -> AfterCommit.of(session).run(() -> {
                throw new IllegalStateException("test");
            }));
        }
    }
}
