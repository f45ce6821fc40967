package dev.aftercommit.test.savepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName(
        "R13: what waits for a rollback in a discarded scope is told at the end of the transaction, before all else")
class DiscardedScopeTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Task.class);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final Scopes scopes = new Scopes(factory);

    @Test
    void tellsOfItBeforeTheCallbacksOfACommit() {
        scopes.commit(() -> {
            scopes.register("before");
            scopes.discard(() -> scopes.register("inside"));
            scopes.register("behind");
        });
        assertThat(scopes.events)
                .containsExactly(
                        "inside ROLLED_BACK",
                        "inside rolled back",
                        "before committed",
                        "before COMMITTED",
                        "behind committed",
                        "behind COMMITTED");
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void tellsOfItBeforeTheCallbacksOfARollback() {
        scopes.rollBack(() -> {
            scopes.register("before");
            scopes.discard(() -> scopes.register("inside"));
            scopes.register("behind");
        });
        assertThat(scopes.events)
                .containsExactly(
                        "inside ROLLED_BACK",
                        "inside rolled back",
                        "behind ROLLED_BACK",
                        "behind rolled back",
                        "before ROLLED_BACK",
                        "before rolled back");
    }

    @Test
    void tellsOfItBeforeTheCallbacksOfAnUnknownOutcome() {
        assertThatThrownBy(() -> scopes.commit(() -> {
                    scopes.register("before");
                    scopes.discard(() -> scopes.register("inside"));
                    factory.connections().failNext("commit");
                    factory.connections().failNext("rollback");
                }))
                .hasRootCauseMessage("injected failure of commit");
        assertThat(scopes.events).containsExactly("inside ROLLED_BACK", "inside rolled back", "before UNKNOWN");
        assertThat(log.messages()).singleElement().asString().contains("dropped 2 callback(s)");
    }

    @Test
    void tellsOfItWhereNothingElseWaits() {
        scopes.commit(() -> scopes.discard(() -> scopes.register("inside")));
        assertThat(scopes.events).containsExactly("inside ROLLED_BACK", "inside rolled back");
    }

    @Test
    void tellsOfNothingBeforeTheEndOfTheTransaction() {
        scopes.commit(() -> {
            scopes.discard(() -> scopes.register("inside"));
            assertThat(scopes.events).isEmpty();
        });
    }

    @Test
    void tellsOfEachScopeNewestFirst() {
        scopes.commit(() -> scopes.discard(() -> {
            afterRollback("first");
            afterRollback("second");
            afterRollback("third");
        }));
        assertThat(scopes.events).containsExactly("third", "second", "first");
    }

    @Test
    void tellsOfScopesInTheOrderOfTheirDiscarding() {
        scopes.commit(() -> {
            scopes.discard(() -> afterRollback("first"));
            scopes.discard(() -> afterRollback("second"));
        });
        assertThat(scopes.events).containsExactly("first", "second");
    }

    @Test
    void tellsOfAnInnerScopeThatWasDiscardedBeforeTheOuterOne() {
        scopes.commit(() -> scopes.discard(() -> {
            afterRollback("outer");
            scopes.discard(() -> afterRollback("inner"));
            afterRollback("outer again");
        }));
        assertThat(scopes.events).containsExactly("inner", "outer again", "outer");
    }

    @Test
    void tellsOfAKeptInnerScopeAtItsPlaceInTheDiscardedOuterOne() {
        scopes.commit(() -> scopes.discard(() -> {
            afterRollback("outer");
            scopes.keep(() -> afterRollback("inner"));
            afterRollback("outer again");
        }));
        assertThat(scopes.events).containsExactly("outer again", "inner", "outer");
    }

    @Test
    void tellsOfADiscardedInnerScopeWhereTheOuterOneIsKept() {
        scopes.commit(() -> scopes.keep(() -> {
            scopes.register("outer");
            scopes.discard(() -> scopes.register("inner"));
        }));
        assertThat(scopes.events)
                .containsExactly("inner ROLLED_BACK", "inner rolled back", "outer committed", "outer COMMITTED");
    }

    @Test
    void tellsOfEachOnce() {
        scopes.commit(() -> {
            scopes.discard(() -> scopes.register("first"));
            scopes.session().getTransaction().commit();
            scopes.session().beginTransaction();
            scopes.register("second");
        });
        assertThat(scopes.events)
                .containsExactly("first ROLLED_BACK", "first rolled back", "second committed", "second COMMITTED");
    }

    @Test
    void tellsTheOthersWhereACallbackFails() {
        scopes.commit(() -> {
            scopes.run("committed");
            scopes.discard(() -> {
                afterRollback("first");
                scopes.afterCommit().afterRollback(() -> {
                    throw new IllegalStateException("test");
                });
            });
        });
        assertThat(scopes.events).containsExactly("first", "committed");
        assertThat(log.failures()).singleElement().hasToString("java.lang.IllegalStateException: test");
    }

    private void afterRollback(String name) {
        scopes.afterCommit().afterRollback(() -> scopes.events.add(name));
    }
}
