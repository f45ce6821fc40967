package dev.aftercommit.test.jta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.CompletionEvents;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.RollbackException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("postgresql")
@DisplayName("R11: where two databases do not agree, the outcome is what the transaction manager tells Hibernate")
class HeuristicOutcomeTest {

    @RegisterExtension
    final TwoDatabases databases = new TwoDatabases();

    @RegisterExtension
    final Jta jta = new Jta();

    @RegisterExtension
    final CapturedLog log = CapturedLog.expectSilence();

    private final CompletionEvents events = new CompletionEvents();

    @Test
    void isARollbackWhereTheFirstVotesForIt() {
        TwoDatabases.answer(databases.first(), XaAnswer.VOTE_FOR_ROLLBACK);
        commitFailsWith(RollbackException.class);
        assertThatBothAreToldOfARollback();
        assertThat(databases.rows()).isEqualTo("0 and 0");
    }

    @Test
    void isARollbackWhereTheSecondVotesForItThatIsAskedLast() {
        TwoDatabases.answer(databases.second(), XaAnswer.VOTE_FOR_ROLLBACK);
        commitFailsWith(RollbackException.class);
        assertThatBothAreToldOfARollback();
        assertThat(databases.rows()).isEqualTo("0 and 0");
    }

    @Test
    void isARollbackWhereTheFirstHasRolledBackOnItsOwnBeforeTheOtherCommits() {
        TwoDatabases.answer(databases.first(), XaAnswer.HEURISTIC_ROLLBACK);
        commitFailsWith(RollbackException.class);
        assertThatBothAreToldOfARollback();
        assertThat(databases.rows()).isEqualTo("0 and 0");
    }

    @Test
    void isACommitWhereTheSecondHasRolledBackOnItsOwn() {
        TwoDatabases.answer(databases.second(), XaAnswer.HEURISTIC_ROLLBACK);
        commitFailsWith(HeuristicMixedException.class);
        assertThatBothAreToldOfACommit();
        assertThat(databases.rows()).isEqualTo("1 and 0");
    }

    @Test
    void isACommitWhereTheSecondMayHaveCommittedAPart() {
        TwoDatabases.answer(databases.second(), XaAnswer.HEURISTIC_MIX);
        commitFailsWith(HeuristicMixedException.class);
        assertThatBothAreToldOfACommit();
        assertThat(databases.rows()).isEqualTo("1 and 1");
    }

    @Test
    void isACommitWhereTheSecondMayHaveCommitted() {
        TwoDatabases.answer(databases.second(), XaAnswer.HEURISTIC_HAZARD);
        commitFailsWith(HeuristicMixedException.class);
        assertThatBothAreToldOfACommit();
        assertThat(databases.rows()).isEqualTo("1 and 1");
    }

    private void commitFailsWith(Class<? extends Exception> failure) {
        databases.write(1, (first, second) -> {
            // In this order the transaction manager asks them
            first.flush();
            second.flush();
            events.register(first, "first");
            events.register(second, "second");
            assertThatThrownBy(jta::commit).hasCauseInstanceOf(failure);
        });
    }

    private void assertThatBothAreToldOfARollback() {
        assertThat(events.said())
                .containsExactlyInAnyOrder(
                        "first ROLLED_BACK", "first rolled back", "second ROLLED_BACK", "second rolled back");
    }

    private void assertThatBothAreToldOfACommit() {
        assertThat(events.said())
                .containsExactlyInAnyOrder(
                        "first committed", "first COMMITTED", "second committed", "second COMMITTED");
    }
}
