package dev.aftercommit.test.savepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import org.hibernate.Session;
import org.hibernate.Transaction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R13: work that ends the transaction ends its scopes as well")
class TransactionEndInScopeTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Task.class);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final Scopes scopes = new Scopes(factory);

    @Test
    void runsTheCallbacksOfAllScopesWhereTheWorkCommits() {
        begin(() -> scopes.keep(() -> {
            scopes.run("middle");
            scopes.keep(() -> {
                scopes.run("inner");
                transaction().commit();
                scopes.events.add("committed");
            });
        }));
        assertThat(scopes.events).containsExactly("outer", "middle", "inner", "committed");
    }

    @Test
    void runsNoCommitCallbackWhereTheWorkRollsBack() {
        begin(() -> scopes.keep(() -> {
            scopes.register("inside");
            transaction().rollback();
        }));
        assertThat(scopes.events).containsExactly("inside ROLLED_BACK", "inside rolled back");
    }

    @Test
    void throwsOnWhatTheWorkThrowsAfterItHasCommitted() {
        begin(() -> assertThatThrownBy(() -> scopes.keep(() -> {
                    scopes.run("inside");
                    transaction().commit();
                    throw new IllegalStateException("late");
                }))
                .hasMessage("late")
                .hasNoSuppressedExceptions());
        assertThat(scopes.events).containsExactly("outer", "inside");
    }

    @Test
    void throwsOnWhatTheWorkThrowsAfterItHasRolledBack() {
        begin(() -> assertThatThrownBy(() -> scopes.keep(() -> {
                    scopes.register("inside");
                    transaction().rollback();
                    throw new IllegalStateException("late");
                }))
                .hasMessage("late")
                .hasNoSuppressedExceptions());
        assertThat(scopes.events).containsExactly("inside ROLLED_BACK", "inside rolled back");
    }

    @Test
    void leavesTheNextTransactionAloneThatTheWorkBegins() {
        begin(() -> {
            assertThatThrownBy(() -> scopes.keep(() -> {
                        transaction().commit();
                        scopes.session().beginTransaction();
                        scopes.session().persist(new Task(1, "next"));
                        scopes.run("next");
                        throw new IllegalStateException("late");
                    }))
                    .hasMessage("late");
            transaction().commit();
        });
        assertThat(scopes.events).containsExactly("outer", "next");
        assertThat(factory.count(Task.class)).isEqualTo(1);
    }

    @Test
    void tellsOfNoRollbackWhereNobodyKnowsWhetherTheWorkHasCommitted() {
        begin(() -> assertThatThrownBy(() -> scopes.keep(() -> {
                    scopes.register("inside");
                    factory.connections().failNext("commit");
                    factory.connections().failNext("rollback");
                    transaction().commit();
                }))
                .hasRootCauseMessage("injected failure of commit"));
        assertThat(scopes.events).containsExactly("inside UNKNOWN");
        assertThat(log.messages()).singleElement().asString().contains("dropped 3 callback(s)");
    }

    @Test
    void discardsAScopeOfATransactionThatIsMarkedForRollback() {
        begin(() -> {
            scopes.discard(() -> {
                scopes.register("inside");
                transaction().setRollbackOnly();
            });
            transaction().commit();
        });
        assertThat(scopes.events).containsExactly("inside ROLLED_BACK", "inside rolled back");
    }

    private void begin(Runnable work) {
        try (Session session = factory.open()) {
            scopes.use(session);
            session.beginTransaction();
            scopes.run("outer");
            work.run();
        }
    }

    private Transaction transaction() {
        return scopes.session().getTransaction();
    }
}
