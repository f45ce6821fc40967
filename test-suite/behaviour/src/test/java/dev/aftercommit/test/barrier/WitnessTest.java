package dev.aftercommit.test.barrier;

import static dev.aftercommit.TransactionOutcome.COMMITTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.BarrierToken;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("postgresql")
@DisplayName("Transaction barrier: an id of PostgreSQL, and a row as its witness")
class WitnessTest extends BarrierContract {

    WitnessTest() {
        super(Map.of(AfterCommitSettings.BARRIER_WITNESS, true));
    }

    @Test
    void losesItsRowsThatAreOlderThanWhatIsKept() {
        BarrierToken token =
                factory.fromTransaction(session -> AfterCommit.of(session).token());
        factory.inTransaction(session -> session.createNativeMutationQuery(
                        "insert into aftercommit_barrier (id, issued_at) values ('old', 1000000)")
                .executeUpdate());
        assertThat(worker.barrier().outcome(token)).contains(COMMITTED);
        assertThat(factory.<Long>fromTransaction(session -> session.createNativeQuery(
                                "select count(*) from aftercommit_barrier where id = 'old'", Long.class)
                        .getSingleResult()))
                .isZero();
    }
}
