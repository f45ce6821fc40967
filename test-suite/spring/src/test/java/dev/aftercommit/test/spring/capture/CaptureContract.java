package dev.aftercommit.test.spring.capture;

import static dev.aftercommit.EntityOperation.INSERT;
import static dev.aftercommit.testing.CapturedCallbacksAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.spring.application.Events;
import dev.aftercommit.test.spring.application.Parcel;
import dev.aftercommit.test.spring.application.Parcels;
import dev.aftercommit.testing.CaptureAfterCommitExtension;
import dev.aftercommit.testing.CapturedCallbacks;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.transaction.TestTransaction;
import org.springframework.transaction.annotation.Transactional;

/** What holds in each test whose transaction Spring begins, and rolls back at its end. */
@ExtendWith(CaptureAfterCommitExtension.class)
@Transactional // here, because on a subclass it would not hold for inherited methods
abstract class CaptureContract {

    @Autowired
    private EntityManager entityManager;

    @Autowired
    private Parcels parcels;

    @BeforeEach
    void forget() {
        Events.take();
    }

    @Test
    void capturesWhatIsRegisteredInTheTransactionOfTheTest(CapturedCallbacks captured) {
        AfterCommit.of(entityManager).run(() -> Events.add("callback"));
        assertThat(captured).hasSize(1);
        assertThat(Events.take()).isEmpty();
    }

    @Test
    void capturesCallbackMethodsAfterAFlush(CapturedCallbacks captured) {
        parcels.save(new Parcel("tea"));
        assertThat(captured.flush(entityManager)).contains(Parcel.class, INSERT);
        assertThat(captured.runAll()).isEqualTo(1);
        assertThat(Events.take()).containsExactly("INSERT tea");
    }

    @Test
    void seesInCallbacksWhatTheTestHasWritten(CapturedCallbacks captured) {
        parcels.saveAndFlush(new Parcel("tea"));
        AfterCommit.of(entityManager)
                .runInNewTransaction(session -> Events.add("found "
                        + session.createQuery("from Parcel", Parcel.class)
                                .getResultList()
                                .size()));
        captured.runAll();
        assertThat(Events.take()).containsExactly("INSERT tea", "found 1");
    }

    @Test
    void keepsWhatACallbackWritesInTheTransactionOfTheTest(CapturedCallbacks captured) {
        AfterCommit.of(entityManager).run(() -> parcels.save(new Parcel("written after")));
        captured.runAll();
        assertThat(parcels.countByLabel("written after")).isEqualTo(1);
    }

    @Test
    void rollsBackWhatOtherTestsHaveWritten() {
        assertThat(parcels.count()).isZero();
    }

    @Test
    void keepsCapturedWhatTheTestReallyCommits(CapturedCallbacks captured) {
        AfterCommit.of(entityManager).run(() -> Events.add("callback"));
        TestTransaction.flagForCommit();
        TestTransaction.end();
        assertThat(Events.take()).isEmpty();
        assertThat(captured.runAll()).isEqualTo(1);
        assertThat(Events.take()).containsExactly("callback");
    }

    @Test
    void removesWhatTheTestRollsBack(CapturedCallbacks captured) {
        AfterCommit.of(entityManager).run(() -> Events.add("callback"));
        TestTransaction.end();
        assertThat(captured).isEmpty();
        assertThat(Events.take()).isEmpty();
    }
}
