package dev.aftercommit.test.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.aftercommit.test.quarkus.bean.Journal;
import dev.aftercommit.test.quarkus.bean.Notes;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TransactionsTest {
    @Inject
    Notes notes;

    @Inject
    Journal journal;

    @Inject
    TransactionManager transactions;

    @BeforeEach
    void clear() {
        notes.clear();
        journal.clear();
    }

    @Test
    void aCommitRunsCommitCallbacks() {
        notes.register();

        assertThat(journal.events()).containsExactly("inserted note", "committed", "COMMITTED");
    }

    @Test
    void aRuntimeExceptionRunsRollbackCallbacks() {
        assertThatThrownBy(notes::fail).hasMessage("on purpose");

        assertThat(journal.events()).containsExactly("ROLLED_BACK", "rolled back", "not inserted note");
    }

    @Test
    void aCheckedExceptionCommits() {
        assertThatThrownBy(notes::failChecked).isInstanceOf(IOException.class);

        assertThat(journal.events()).containsExactly("inserted note", "committed", "COMMITTED");
    }

    @Test
    void setRollbackOnlyRunsRollbackCallbacks() throws Exception {
        notes.setRollbackOnly();

        assertThat(journal.events()).containsExactly("ROLLED_BACK", "rolled back", "not inserted note");
    }

    @Test
    void aTimeoutRunsNoCommitCallback() {
        catchThrowable(() -> notes.outlive(this::untilTimeout));

        // The rollback is told only if this thread comes before that of the transaction manager.
        assertThat(journal.events()).isSubsetOf("ROLLED_BACK", "rolled back", "not inserted note");
        assertThat(notes.texts()).isEmpty();
    }

    @Test
    void theTransactionAfterATimeoutRunsItsOwnCallbacksAlone() {
        catchThrowable(() -> notes.outlive(this::untilTimeout));
        journal.clear();

        notes.register();

        assertThat(journal.events()).containsExactly("inserted note", "committed", "COMMITTED");
    }

    private void untilTimeout() {
        try {
            while (transactions.getStatus() == Status.STATUS_ACTIVE) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
        } catch (SystemException e) {
            throw new IllegalStateException(e);
        }
    }
}
