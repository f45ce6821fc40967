package dev.aftercommit.test.spring.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.spring.application.Events;
import dev.aftercommit.test.spring.application.Parcel;
import dev.aftercommit.test.spring.application.ParcelApplication;
import dev.aftercommit.test.spring.application.Parcels;
import dev.aftercommit.test.spring.support.RunningApplication;
import dev.aftercommit.test.spring.support.ToldSynchronization;
import dev.aftercommit.test.spring.support.Transactions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@DisplayName("R9: a synchronization of others that throws when it is suspended or resumed harms nobody else")
class ThrowingSynchronizationTest {

    @RegisterExtension
    static final RunningApplication APPLICATION =
            RunningApplication.of(ParcelApplication.class).with("logging.level.dev.aftercommit", "off");

    private final Parcels parcels = APPLICATION.get(Parcels.class);

    @BeforeEach
    void forget() {
        parcels.deleteAllInBatch();
        Events.take();
    }

    @Test
    void keepsWhatACallbackWritesWhereItCannotBeSuspended() {
        commitWith(new ThrowingWhenSuspended());
        assertThat(parcels.count()).isEqualTo(1);
    }

    @Test
    void tellsTheOthersOfTheCommitWhereItCannotBeSuspended() {
        commitWith(new ThrowingWhenSuspended());
        assertThat(Events.take()).contains("before after commit", "behind after commit");
    }

    @Test
    void tellsTheOthersOfTheCommitWhereItCannotBeResumed() {
        commitWith(new ThrowingWhenResumed());
        assertThat(Events.take()).contains("before after commit", "behind after commit");
        assertThat(APPLICATION.connectionsInUse()).isZero();
    }

    private void commitWith(TransactionSynchronization throwing) {
        Transactions.of(APPLICATION).required(() -> {
            TransactionSynchronizationManager.registerSynchronization(new ToldSynchronization("before"));
            TransactionSynchronizationManager.registerSynchronization(throwing);
            TransactionSynchronizationManager.registerSynchronization(new ToldSynchronization("behind"));
            APPLICATION.get(AfterCommit.class).run(() -> parcels.save(new Parcel("kept")));
        });
    }

    private static final class ThrowingWhenSuspended implements TransactionSynchronization {

        @Override
        public void suspend() {
            throw new IllegalStateException("cannot be suspended");
        }
    }

    private static final class ThrowingWhenResumed implements TransactionSynchronization {

        @Override
        public void resume() {
            throw new IllegalStateException("cannot be resumed");
        }
    }
}
