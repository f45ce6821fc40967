package dev.aftercommit.test.spring.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitException;
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
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@DisplayName("R9, R10: JtaTransactionManager with Narayana")
class JtaTest {

    @RegisterExtension
    static final RunningApplication APPLICATION = RunningApplication.of(ParcelApplication.class, Narayana.class)
            .with("logging.level.dev.aftercommit", "off")
            .with("spring.jpa.properties.hibernate.aftercommit.failure_policy", "rethrow");

    private final Transactions transactions = Transactions.of(APPLICATION);
    private final AfterCommit afterCommit = APPLICATION.get(AfterCommit.class);
    private final Parcels parcels = APPLICATION.get(Parcels.class);

    @BeforeEach
    void forget() {
        parcels.deleteAllInBatch();
        Events.take();
    }

    @Test
    void runsACallbackAfterTheCommit() {
        transactions.required(() -> {
            afterCommit.run(() -> Events.add("callback"));
            parcels.save(new Parcel("tea"));
            assertThat(Events.take()).isEmpty();
        });
        assertThat(Events.take()).containsExactly("callback", "INSERT tea");
    }

    @Test
    void dropsACallbackAfterARollback() {
        transactions.rollBack(() -> {
            afterCommit.run(() -> Events.add("callback"));
            parcels.save(new Parcel("tea"));
            parcels.flush();
        });
        assertThat(Events.take()).containsExactly("rolled back tea");
    }

    @Test
    void keepsWhatACallbackSaves() {
        transactions.required(() -> {
            parcels.save(new Parcel("tea"));
            afterCommit.run(() -> parcels.save(new Parcel("biscuits")));
        });
        assertThat(parcels.count()).isEqualTo(2);
    }

    @Test
    void keepsWhatACallbackSavesInANewTransaction() {
        transactions.required(
                () -> afterCommit.run(() -> transactions.requiresNew(() -> parcels.save(new Parcel("biscuits")))));
        assertThat(parcels.count()).isEqualTo(1);
    }

    @Test
    void rollsBackATransactionThatACallbackLeavesOpen() {
        transactions.required(() -> {
            afterCommit.run(() -> {
                APPLICATION.get(PlatformTransactionManager.class).getTransaction(null);
                parcels.saveAndFlush(new Parcel("left open"));
            });
            afterCommit.run(() -> parcels.save(new Parcel("kept")));
        });
        assertThat(parcels.findAll()).extracting(parcel -> parcel.label).containsExactly("kept");
        assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
    }

    @Test
    void rollsBackATransactionThatTheLastCallbackLeavesOpen() {
        transactions.required(() -> afterCommit.run(() -> {
            APPLICATION.get(PlatformTransactionManager.class).getTransaction(null);
            parcels.saveAndFlush(new Parcel("left open"));
        }));
        assertThat(parcels.count()).isZero();
        assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
    }

    @Test
    void throwsFailuresAfterTheOthersWereToldOfTheCommit() {
        assertThatThrownBy(() -> transactions.required(() -> {
                    TransactionSynchronizationManager.registerSynchronization(new ToldSynchronization("other"));
                    afterCommit.run(() -> {
                        throw new IllegalStateException("failed");
                    });
                }))
                .isInstanceOf(AfterCommitException.class);
        assertThat(Events.take()).containsExactly("other after commit", "other completed 0");
    }
}
