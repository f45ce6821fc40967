package dev.aftercommit.test.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.test.support.TestFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R13, R14: a kept scope hands its callbacks to the outer one, a discarded scope drops them")
@Tag("R14")
class NestedScopeTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Task.class);

    private final Scopes scopes = new Scopes(factory);

    @Test
    void runsCallbacksOfAKeptScopeAtTheirPlace() {
        scopes.commit(() -> {
            scopes.run("before");
            scopes.keep(() -> scopes.run("inside"));
            scopes.run("behind");
        });
        assertThat(scopes.events).containsExactly("before", "inside", "behind");
    }

    @Test
    void dropsCallbacksOfADiscardedScope() {
        scopes.commit(() -> {
            scopes.run("before");
            scopes.discard(() -> scopes.run("inside"));
            scopes.run("behind");
        });
        assertThat(scopes.events).containsExactly("before", "behind");
    }

    @Test
    void runsNothingBeforeTheOutermostCommit() {
        scopes.commit(() -> {
            scopes.keep(() -> scopes.keep(() -> scopes.run("inside")));
            scopes.session().flush();
            assertThat(scopes.events).isEmpty();
        });
        assertThat(scopes.events).containsExactly("inside");
    }

    @Test
    void runsNothingOfAKeptScopeWhereTheTransactionRollsBack() {
        scopes.rollBack(() -> scopes.keep(() -> scopes.run("inside")));
        assertThat(scopes.events).isEmpty();
    }

    @Test
    void runsBothOfAKeptInAKeptScope() {
        scopes.commit(() -> scopes.keep(() -> {
            scopes.run("outer");
            scopes.keep(() -> scopes.run("inner"));
            scopes.run("outer again");
        }));
        assertThat(scopes.events).containsExactly("outer", "inner", "outer again");
    }

    @Test
    void dropsBothOfAKeptInADiscardedScope() {
        scopes.commit(() -> scopes.discard(() -> {
            scopes.run("outer");
            scopes.keep(() -> scopes.run("inner"));
            scopes.run("outer again");
        }));
        assertThat(scopes.events).isEmpty();
    }

    @Test
    void dropsTheInnerOfADiscardedInAKeptScope() {
        scopes.commit(() -> scopes.keep(() -> {
            scopes.run("outer");
            scopes.discard(() -> scopes.run("inner"));
            scopes.run("outer again");
        }));
        assertThat(scopes.events).containsExactly("outer", "outer again");
    }

    @Test
    void dropsBothOfADiscardedInADiscardedScope() {
        scopes.commit(() -> scopes.discard(() -> {
            scopes.run("outer");
            scopes.discard(() -> scopes.run("inner"));
            scopes.run("outer again");
        }));
        assertThat(scopes.events).isEmpty();
    }

    @Test
    void judgesSiblingsEachForItself() {
        scopes.commit(() -> {
            scopes.keep(() -> scopes.run("first"));
            scopes.discard(() -> scopes.run("second"));
            scopes.keep(() -> scopes.run("third"));
        });
        assertThat(scopes.events).containsExactly("first", "third");
    }

    @Test
    void judgesSiblingsInAScopeEachForItself() {
        scopes.commit(() -> scopes.keep(() -> {
            scopes.discard(() -> scopes.run("first"));
            scopes.keep(() -> scopes.run("second"));
            scopes.discard(() -> scopes.run("third"));
        }));
        assertThat(scopes.events).containsExactly("second");
    }

    @Test
    void dropsWhatWasKeptThreeScopesFurtherIn() {
        scopes.commit(() -> {
            scopes.discard(() -> scopes.keep(() -> scopes.keep(() -> scopes.run("innermost"))));
            scopes.run("behind");
        });
        assertThat(scopes.events).containsExactly("behind");
    }

    @Test
    void leavesNothingOfAScopeToTheNextTransaction() {
        scopes.commit(() -> {
            scopes.run("first");
            scopes.discard(() -> scopes.run("inside"));
            scopes.session().getTransaction().commit();
            scopes.session().beginTransaction();
            scopes.run("second");
        });
        assertThat(scopes.events).containsExactly("first", "second");
    }
}
