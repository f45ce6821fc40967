package dev.aftercommit.test.jta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.barrier.TransactionBarrier;
import dev.aftercommit.test.support.FaultyDataSource;
import dev.aftercommit.test.support.TestFactory;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Optional;
import java.util.function.Consumer;
import org.hibernate.HibernateException;
import org.hibernate.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("h2")
@DisplayName("R13, transaction barrier: what a connection refuses keeps it for no other JTA transaction")
class JtaRefusedStatementTest {

    @RegisterExtension
    final TestFactory factory = Jta.factory(Entry.class);

    @RegisterExtension
    final Jta jta = new Jta();

    private final FaultyDataSource connections = Jta.makeFaulty(factory);

    private Throwable thrown;
    private Optional<TransactionOutcome> outcome;

    @Test
    void notWhereASavepointIsRefused() {
        run(afterCommit -> {
            connections.failNext("setSavepoint");
            afterCommit.inSavepoint(() -> {});
        });
        assertThat(thrown).isInstanceOf(HibernateException.class).hasMessageContaining("HAC000014");
        assertThat(outcome).isEmpty();
    }

    @Test
    void notWhereReleasingIsNotSupported() {
        run(afterCommit -> {
            connections.failNext("releaseSavepoint", new SQLFeatureNotSupportedException("no release"));
            afterCommit.inSavepoint(() -> {});
        });
        assertThat(thrown).isNull();
        assertThat(outcome).isEmpty();
    }

    @Test
    void notWhereReleasingFails() {
        run(afterCommit -> {
            connections.failNext("releaseSavepoint");
            afterCommit.inSavepoint(() -> {});
        });
        assertThat(thrown)
                .isInstanceOf(HibernateException.class)
                .hasRootCauseMessage("injected failure of releaseSavepoint");
        assertThat(outcome).isEmpty();
    }

    @Test
    void notWhereRollingBackToASavepointFails() {
        run(afterCommit -> afterCommit.inSavepoint(() -> {
            connections.failNext("rollback");
            connections.failNext("unwrap", new SQLException("injected failure of unwrap"));
            throw new IllegalStateException("undone");
        }));
        assertThat(thrown).hasMessage("undone");
        assertThat(thrown.getSuppressed())
                .singleElement()
                .hasToString("java.sql.SQLException: injected failure of unwrap");
        assertThat(outcome).isEmpty();
    }

    @Test
    void notWhereNoTokenCanBeIssued() {
        run(afterCommit -> {
            connections.failNext("prepareStatement");
            afterCommit.token();
        });
        assertThat(thrown).isInstanceOf(HibernateException.class);
        assertThat(outcome).isEmpty();
    }

    /**
     * Runs something in a transaction, and issues a token in the next one: on a connection that was kept it would be committed at
     * once. Both are begun by a callback, since a session that is being told of the end of one transaction joins no other.
     */
    private void run(Consumer<AfterCommit> refused) {
        Jta.begin();
        try (Session session = factory.open()) {
            AfterCommit afterCommit = AfterCommit.of(session);
            afterCommit.token();
            afterCommit.run(() -> {
                Jta.begin();
                thrown = catchThrowable(() -> refused.accept(afterCommit));
                jta.rollback();
                Jta.begin();
                outcome = TransactionBarrier.of(factory.get()).outcome(afterCommit.token());
                jta.rollback();
            });
            jta.commit();
        }
        assertThat(connections.open()).isZero();
    }
}
