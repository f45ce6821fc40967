package dev.aftercommit.test.capture;

import static dev.aftercommit.EntityOperation.DELETE;
import static dev.aftercommit.EntityOperation.INSERT;
import static dev.aftercommit.testing.CapturedCallbacksAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.TestFactory;
import dev.aftercommit.testing.CaptureAfterCommitExtension;
import dev.aftercommit.testing.CapturedCallback.Kind;
import dev.aftercommit.testing.CapturedCallbacks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Assertions about captured callbacks tell what was captured where they fail")
class CapturedCallbacksAssertTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Member.class);

    @RegisterExtension
    final CaptureAfterCommitExtension capture = CaptureAfterCommitExtension.of(factory::get);

    @BeforeEach
    void register(CapturedCallbacks captured) {
        factory.inTransaction(session -> {
            AfterCommit.of(session).run(() -> {});
            session.persist(new Member(1, "ada@example.org"));
        });
    }

    @Test
    void passesWhereItIsSo(CapturedCallbacks captured) {
        assertThat(captured)
                .contains("lambda in ")
                .contains("Member.welcome")
                .contains(Member.class, INSERT)
                .doesNotContain("Member.confirm")
                .doesNotContain(String.class);
    }

    @Test
    void comparesKindsInOrder() {
        try (CapturedCallbacks captured = CapturedCallbacks.capture(factory.get())) {
            assertThat(captured).isEmpty().hasSize(0).hasKinds();
            factory.inTransaction(session -> {
                AfterCommit.of(session).run(() -> {});
                AfterCommit.of(session).afterCompletion(outcome -> {});
            });
            assertThat(captured).hasSize(2).hasKinds(Kind.RUN, Kind.COMPLETION);
            assertThatThrownBy(() -> assertThat(captured).hasKinds(Kind.COMPLETION, Kind.RUN))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith(
                            "Expecting callbacks of the kinds COMPLETION, RUN, in this order, but captured were, in order:");
        }
    }

    @Test
    void tellsWhatWasCapturedInOrder(CapturedCallbacks captured) {
        assertThatThrownBy(() -> assertThat(captured).contains(Member.class, DELETE))
                .isInstanceOf(AssertionError.class)
                .hasMessageMatching("(?s)Expecting a callback of an entity, of DELETE of " + Member.class.getName()
                        + ", but captured were, in order:\\R  1\\. RUN run\\(lambda in .*, registered at .*\\R  2\\. .*"
                        + "\\(INSERT of " + Member.class.getName() + "#1\\), registered at .*");
    }

    @Test
    void tellsThatNothingWasCaptured() {
        try (CapturedCallbacks captured = CapturedCallbacks.capture(factory.get())) {
            assertThatThrownBy(() -> assertThat(captured).hasSize(1))
                    .hasMessage("Expecting 1 callback(s), but nothing was captured");
        }
    }

    @Test
    void failsWhereItIsNotSo(CapturedCallbacks captured) {
        assertThatThrownBy(() -> assertThat(captured).isEmpty()).hasMessageStartingWith("Expecting no callback, but");
        assertThatThrownBy(() -> assertThat(captured).contains("nothing of that"))
                .hasMessageStartingWith("Expecting a callback whose description contains 'nothing of that', but");
        assertThatThrownBy(() -> assertThat(captured).doesNotContain("Member.welcome"))
                .hasMessageStartingWith("Expecting no callback whose description contains 'Member.welcome', but");
        assertThatThrownBy(() -> assertThat(captured).doesNotContain(Member.class))
                .hasMessageStartingWith("Expecting no callback of an entity of " + Member.class.getName() + ", but");
    }
}
