package dev.aftercommit.test.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.test.support.TestFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R13: a runOnce that was replaced in a discarded scope has its outer callback back")
class RunOnceInScopeTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Task.class);

    private final Scopes scopes = new Scopes(factory);

    @Test
    void runsTheOuterCallbackWhereTheReplacementIsDiscarded() {
        scopes.commit(() -> {
            runOnce("outer");
            scopes.discard(() -> runOnce("inner"));
        });
        assertThat(scopes.events).containsExactly("outer");
    }

    @Test
    void runsTheReplacementOfAKeptScopeAtTheOuterPlace() {
        scopes.commit(() -> {
            runOnce("outer");
            scopes.run("between");
            scopes.keep(() -> runOnce("inner"));
        });
        assertThat(scopes.events).containsExactly("inner", "between");
    }

    @Test
    void runsTheLastReplacementOfAKeptScope() {
        scopes.commit(() -> {
            runOnce("outer");
            scopes.keep(() -> {
                runOnce("inner");
                runOnce("inner again");
            });
        });
        assertThat(scopes.events).containsExactly("inner again");
    }

    @Test
    void runsWhatReplacesAKeptReplacement() {
        scopes.commit(() -> {
            runOnce("outer");
            scopes.keep(() -> runOnce("inner"));
            runOnce("last");
        });
        assertThat(scopes.events).containsExactly("last");
    }

    @Test
    void givesTheFirstOfAKeptScopeItsPlace() {
        scopes.commit(() -> {
            scopes.keep(() -> runOnce("inner"));
            scopes.run("behind");
            runOnce("outer");
        });
        assertThat(scopes.events).containsExactly("outer", "behind");
    }

    @Test
    void givesTheFirstOfADiscardedScopeNoPlace() {
        scopes.commit(() -> {
            scopes.discard(() -> runOnce("inner"));
            scopes.run("behind");
            runOnce("outer");
        });
        assertThat(scopes.events).containsExactly("behind", "outer");
    }

    @Test
    void runsTheReplacementOfTheMiddleScopeWhereTheInnermostIsDiscarded() {
        scopes.commit(() -> {
            runOnce("outer");
            scopes.keep(() -> {
                runOnce("middle");
                scopes.discard(() -> runOnce("inner"));
            });
        });
        assertThat(scopes.events).containsExactly("middle");
    }

    @Test
    void runsTheOuterCallbackWhereAKeptReplacementIsDiscardedFurtherOut() {
        scopes.commit(() -> {
            runOnce("outer");
            scopes.discard(() -> scopes.keep(() -> runOnce("inner")));
        });
        assertThat(scopes.events).containsExactly("outer");
    }

    @Test
    void runsAReplacementThatWasKeptInTwoScopes() {
        scopes.commit(() -> {
            runOnce("outer");
            scopes.run("between");
            scopes.keep(() -> scopes.keep(() -> runOnce("inner")));
        });
        assertThat(scopes.events).containsExactly("inner", "between");
    }

    private void runOnce(String name) {
        scopes.afterCommit().runOnce("key", () -> scopes.events.add(name));
    }
}
