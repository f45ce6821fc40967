package dev.aftercommit.test.docs;

import static dev.aftercommit.testing.CapturedCallback.Kind.ENTITY;
import static dev.aftercommit.testing.CapturedCallback.Kind.RUN;
import static dev.aftercommit.testing.CapturedCallbacksAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.TestFactory;
import dev.aftercommit.testing.CaptureAfterCommitExtension;
import dev.aftercommit.testing.CapturedCallbacks;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the guide to testing shows. */
class TestingGuideTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Guest.class);

    private final SignUp signUp = new SignUp();
    private SessionFactory sessionFactory;

    @BeforeEach
    void build() {
        Mailer.SENT.clear();
        sessionFactory = factory.get();
    }

    @Test
    void capturesWithoutTheExtension() {
        try (CapturedCallbacks captured = CapturedCallbacks.capture(sessionFactory)) {
            signUp.register("ada@example.org");

            assertThat(captured).hasKinds(ENTITY, RUN);
            assertThat(captured.runAll()).isEqualTo(2);
        }
        assertThat(Mailer.SENT).hasSize(2);
    }

    @Nested
    class WithAGivenFactory {

        @RegisterExtension
        final CaptureAfterCommitExtension capture = CaptureAfterCommitExtension.of(() -> sessionFactory);

        @Test
        void captures(CapturedCallbacks captured) {
            signUp.register("ada@example.org");
            assertThat(captured).hasSize(2);
            assertThat(Mailer.SENT).isEmpty();
        }
    }

    @Nested
    class AtTheEnd {

        @RegisterExtension
        final CaptureAfterCommitExtension capture =
                CaptureAfterCommitExtension.of(() -> sessionFactory).runAtEnd();

        @AfterEach
        void callbacksHaveRun() {
            assertThat(Mailer.SENT).hasSize(2);
        }

        @Test
        void runsCallbacks() {
            signUp.register("ada@example.org");
            assertThat(Mailer.SENT).isEmpty();
        }
    }

    private final class SignUp {

        void register(String email) {
            sessionFactory.inTransaction(session -> {
                session.persist(new Guest(email));
                session.flush();
                AfterCommit.of(session).run(() -> Mailer.send(email, "Your first order is free of charge."));
            });
        }
    }
}
