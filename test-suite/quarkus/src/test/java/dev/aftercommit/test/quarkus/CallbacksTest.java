package dev.aftercommit.test.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitSession;
import dev.aftercommit.test.quarkus.bean.Journal;
import dev.aftercommit.test.quarkus.bean.Notes;
import dev.aftercommit.test.quarkus.entity.Note;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TransactionRequiredException;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CallbacksTest {
    private static final String COUNT = "select count(*) from Note";

    @Inject
    Notes notes;

    @Inject
    Journal journal;

    @Inject
    AfterCommit afterCommit;

    @Inject
    AfterCommitSession afterCommitSession;

    @Inject
    EntityManager entityManager;

    @Inject
    Session session;

    @BeforeEach
    void clear() {
        notes.clear();
        journal.clear();
    }

    @Test
    void keepsWhatATransactionalBeanWrites() {
        notes.writeThenRun("outer", () -> notes.write("inner"));

        assertThat(notes.texts()).containsExactlyInAnyOrder("outer", "inner");
        assertThat(journal.events()).containsExactly("inserted outer", "inserted inner");
    }

    @Test
    void keepsWhatARequiresNewBeanWrites() {
        notes.writeThenRun("outer", () -> notes.writeApart("inner"));

        assertThat(notes.texts()).containsExactlyInAnyOrder("outer", "inner");
    }

    @Test
    void keepsWhatIsWrittenInAQuarkusTransaction() {
        notes.writeThenRun("outer", () -> QuarkusTransaction.requiringNew().run(() -> new Note("inner").persist()));

        assertThat(notes.texts()).containsExactlyInAnyOrder("outer", "inner");
    }

    @Test
    void keepsWhatIsWrittenInAJoiningQuarkusTransaction() {
        notes.writeThenRun("outer", () -> QuarkusTransaction.joiningExisting().run(() -> new Note("inner").persist()));

        assertThat(notes.texts()).containsExactlyInAnyOrder("outer", "inner");
    }

    @Test
    void keepsWhatIsWrittenByRunInNewTransaction() {
        QuarkusTransaction.requiringNew().run(() -> afterCommit.runInNewTransaction(s -> s.persist(new Note("inner"))));

        assertThat(notes.texts()).containsExactly("inner");
    }

    @Test
    void theInjectedAfterCommitRunsAtOnceInACallback() {
        notes.writeThenRun("outer", () -> {
            afterCommit.run(() -> journal.add("inner"));
            journal.add("callback ends");
        });

        assertThat(journal.events()).containsExactly("inserted outer", "inner", "callback ends");
    }

    @Test
    void theInjectedAfterCommitWaitsForATransactionOfTheCallback() {
        notes.writeThenRun("outer", () -> notes.writeThenRun("inner", () -> journal.add("innermost")));

        assertThat(journal.events()).containsExactly("inserted outer", "inserted inner", "innermost");
    }

    @Test
    void theInjectedAfterCommitSessionRunsAtOnceInACallback() {
        notes.writeThenRun("outer", () -> {
            afterCommitSession.afterCommit(() -> journal.add("inner"));
            journal.add("callback ends");
        });

        assertThat(journal.events()).containsExactly("inserted outer", "inner", "callback ends");
    }

    @Test
    void aRegistrationThroughTheInjectedEntityManagerIsNotLostInACallback() {
        notes.writeThenRun("outer", () -> AfterCommit.of(entityManager).run(() -> journal.add("inner")));

        assertThat(journal.events()).containsExactly("inserted outer", "inner");
    }

    @Test
    void aRegistrationThroughTheSessionOfPanacheIsNotLostInACallback() {
        notes.writeThenRun("outer", () -> AfterCommit.of(Panache.getSession()).run(() -> journal.add("inner")));

        assertThat(journal.events()).containsExactly("inserted outer", "inner");
    }

    @Test
    void theInjectedEntityManagerReadsWhatWasCommitted() {
        notes.writeThenRun(
                "outer",
                () -> journal.add(entityManager.createQuery(COUNT, Long.class).getSingleResult() + " notes"));

        assertThat(journal.events()).containsExactly("inserted outer", "1 notes");
    }

    @Test
    void theInjectedSessionReadsWhatWasCommitted() {
        notes.writeThenRun(
                "outer",
                () -> journal.add(
                        session.createSelectionQuery(COUNT, Long.class).getSingleResult() + " notes"));

        assertThat(journal.events()).containsExactly("inserted outer", "1 notes");
    }

    @Test
    void theInjectedEntityManagerWritesNothingWithoutATransaction() {
        notes.writeThenRun("outer", () -> {
            try {
                entityManager.persist(new Note("inner"));
            } catch (TransactionRequiredException e) {
                journal.add("refused");
            }
        });

        assertThat(journal.events()).containsExactly("inserted outer", "refused");
    }

    @Test
    void aFailingCallbackLeavesTheCommitAndItsNeighbours() {
        QuarkusTransaction.requiringNew().run(() -> {
            notes.writeThenRun("outer", () -> {
                throw new IllegalStateException("on purpose");
            });
            afterCommit.run(() -> journal.add("neighbour"));
        });

        assertThat(journal.events()).containsExactly("inserted outer", "neighbour");
        assertThat(notes.texts()).containsExactly("outer");
    }

    @Test
    void anEntityListenerHasItsBeansInjected() {
        notes.write("first");
        notes.rename("first", "second");

        assertThat(journal.events()).containsExactly("inserted first", "updated second");
    }

    @Test
    void aSavepointIsKept() {
        QuarkusTransaction.requiringNew()
                .run(() -> afterCommit.inSavepoint(() -> notes.writeThenRun("inner", () -> journal.add("kept"))));

        assertThat(journal.events()).containsExactly("inserted inner", "kept");
        assertThat(notes.texts()).containsExactly("inner");
    }

    @Test
    void aSavepointIsRolledBackAlone() {
        QuarkusTransaction.requiringNew().run(() -> {
            afterCommit.run(() -> journal.add("before"));
            try {
                afterCommit.inSavepoint(() -> {
                    notes.writeThenRun("inner", () -> journal.add("never"));
                    throw new IllegalArgumentException("on purpose");
                });
            } catch (IllegalArgumentException e) {
                assertThat(e).hasNoSuppressedExceptions();
                afterCommit.run(() -> journal.add("after"));
            }
        });

        assertThat(journal.events()).containsExactly("not inserted inner", "before", "after");
        assertThat(notes.texts()).isEmpty();
    }
}
