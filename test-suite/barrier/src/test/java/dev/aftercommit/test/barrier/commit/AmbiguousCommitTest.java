package dev.aftercommit.test.barrier.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.test.barrier.commit.AmbiguousCommits.Outcome;
import dev.aftercommit.test.barrier.support.Servers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Sections 5 and 6: what became of a commit is found out where its connection was cut")
class AmbiguousCommitTest {

    private static Outcome outcome;

    @BeforeAll
    static void cutCommits() throws Exception {
        outcome = new AmbiguousCommits(Servers.POSTGRESQL_18, 120, 1).run();
    }

    @Test
    void runsCommitCallbacksOnceForWhatHasCommittedAndRollbackCallbacksForTheRest() {
        assertThat(outcome.callbacks().wrong() + outcome.callbacks().unknown()).isZero();
    }

    @Test
    void tellsThoseWhoWaitInAnotherProcess() {
        assertThat(outcome.waits().faults()).isEmpty();
        assertThat(outcome.waits().total().unknown()).isZero();
    }

    @Test
    void hasCommittedWhereOnlyTheAnswerWasLost() {
        assertThat(outcome.callbacks().committed(Fault.ANSWER_LOST))
                .isPositive()
                .isEqualTo(outcome.callbacks().transactions(Fault.ANSWER_LOST));
    }

    @Test
    void hasNotCommittedWhereTheServerHasNotSeenTheCommit() {
        assertThat(outcome.callbacks().transactions(Fault.BEFORE_COMMIT)).isPositive();
        assertThat(outcome.callbacks().committed(Fault.BEFORE_COMMIT)).isZero();
    }
}
