package dev.aftercommit.test.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R13: a discarded scope leaves the data as it was before it")
class SavepointDataTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Task.class);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final Scopes scopes = new Scopes(factory);

    @AfterEach
    void nothingIsLogged() {
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void writesWhatAKeptScopeHasChanged() {
        scopes.commit(() -> {
            persist(1, "outside");
            scopes.keep(() -> persist(2, "inside"));
        });
        assertThat(rows()).containsExactly("1 outside", "2 inside");
    }

    @Test
    void writesNothingOfADiscardedScope() {
        scopes.commit(() -> {
            persist(1, "outside");
            scopes.discard(() -> persist(2, "inside"));
            persist(3, "behind");
        });
        assertThat(rows()).containsExactly("1 outside", "3 behind");
    }

    @Test
    void writesNothingOfADiscardedScopeThatHasFlushed() {
        scopes.commit(() -> {
            persist(1, "outside");
            scopes.discard(() -> {
                persist(2, "inside");
                find(1).name = "changed inside";
                scopes.session().flush();
            });
        });
        assertThat(rows()).containsExactly("1 outside");
    }

    @Test
    void writesWhatWasChangedBeforeADiscardedScope() {
        scopes.commit(() -> persist(1, "first"));
        scopes.commit(() -> {
            find(1).name = "changed before";
            scopes.discard(() -> find(1).name = "changed inside");
        });
        assertThat(rows()).containsExactly("1 changed before");
    }

    @Test
    void writesWhatIsChangedInAnInstanceThatIsLoadedAgain() {
        scopes.commit(() -> persist(1, "first"));
        scopes.commit(() -> {
            scopes.discard(() -> find(1).name = "changed inside");
            find(1).name = "changed behind";
        });
        assertThat(rows()).containsExactly("1 changed behind");
    }

    @Test
    void writesWhatTheOuterScopeOfADiscardedOneHasChanged() {
        scopes.commit(() -> scopes.keep(() -> {
            persist(1, "outer");
            scopes.discard(() -> persist(2, "inner"));
            persist(3, "outer again");
        }));
        assertThat(rows()).containsExactly("1 outer", "3 outer again");
    }

    @Test
    void writesNothingOfWhatWasKeptInADiscardedScope() {
        scopes.commit(() -> scopes.discard(() -> {
            persist(1, "outer");
            scopes.keep(() -> persist(2, "inner"));
        }));
        assertThat(rows()).isEmpty();
    }

    @Test
    void writesOnlyTheStatementsOfABatchThatBelongOutside() {
        factory.with("hibernate.jdbc.batch_size", 10);
        scopes.commit(() -> {
            persist(1, "outside");
            persist(2, "outside");
            scopes.discard(() -> {
                persist(3, "inside");
                persist(4, "inside");
            });
            persist(5, "behind");
        });
        assertThat(rows()).containsExactly("1 outside", "2 outside", "5 behind");
    }

    @Test
    void showsTheWorkWhatIsPendingOutside() {
        scopes.commit(() -> {
            persist(1, "outside");
            scopes.keep(() -> scopes.run(scopes.session()
                    .createNativeQuery("select name from Task", String.class)
                    .getSingleResult()));
        });
        assertThat(scopes.events).containsExactly("outside");
    }

    @Test
    void detachesWhatWasLoadedBeforeADiscardedScope() {
        scopes.commit(() -> persist(1, "first"));
        scopes.commit(() -> {
            Task before = find(1);
            scopes.discard(() -> persist(2, "inside"));
            assertThat(scopes.session().contains(before)).isFalse();
            before.name = "changed while detached";
        });
        assertThat(rows()).containsExactly("1 first");
    }

    @Test
    void findsNothingOfADiscardedScope() {
        scopes.commit(() -> {
            scopes.discard(() -> {
                persist(2, "inside");
                scopes.session().flush();
            });
            assertThat(find(2)).isNull();
        });
    }

    @Test
    void leavesAttachedWhatWasLoadedBeforeAKeptScope() {
        scopes.commit(() -> persist(1, "first"));
        scopes.commit(() -> {
            Task before = find(1);
            scopes.keep(() -> persist(2, "inside"));
            assertThat(scopes.session().contains(before)).isTrue();
            before.name = "changed behind";
        });
        assertThat(rows()).containsExactly("1 changed behind", "2 inside");
    }

    private void persist(int id, String name) {
        scopes.session().persist(new Task(id, name));
    }

    private Task find(int id) {
        return scopes.session().find(Task.class, id);
    }

    private List<String> rows() {
        return factory.fromTransaction(session -> session.createQuery("from Task t order by t.id", Task.class)
                .getResultStream()
                .map(task -> task.id + " " + task.name)
                .toList());
    }
}
