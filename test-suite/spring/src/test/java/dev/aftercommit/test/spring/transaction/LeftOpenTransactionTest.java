package dev.aftercommit.test.spring.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.spring.application.Events;
import dev.aftercommit.test.spring.application.Parcel;
import dev.aftercommit.test.spring.application.ParcelApplication;
import dev.aftercommit.test.spring.application.Parcels;
import dev.aftercommit.test.spring.support.CapturedLog;
import dev.aftercommit.test.spring.support.RunningApplication;
import dev.aftercommit.test.spring.support.ToldSynchronization;
import dev.aftercommit.test.spring.support.Transactions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@DisplayName("R9: a transaction of Spring that a callback leaves open is rolled back, and harms nobody")
class LeftOpenTransactionTest {

    @RegisterExtension
    static final RunningApplication APPLICATION = RunningApplication.of(ParcelApplication.class);

    private final Transactions transactions = Transactions.of(APPLICATION);
    private final AfterCommit afterCommit = APPLICATION.get(AfterCommit.class);
    private final Parcels parcels = APPLICATION.get(Parcels.class);

    // After the application, whose start resets logging
    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    @BeforeEach
    void forget() {
        parcels.deleteAllInBatch();
        Events.take();
    }

    @AfterEach
    void leavesNothingBehind() {
        assertThat(TransactionSynchronizationManager.isSynchronizationActive()).isFalse();
        assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
        assertThat(APPLICATION.connectionsInUse()).isZero();
    }

    @Test
    void isRolledBackWithAWarning() {
        transactions.required(() -> afterCommit.run(this::saveAndLeaveOpen));
        assertThat(parcels.count()).isZero();
        assertThat(log.messages())
                .singleElement()
                .asString()
                .startsWith("WARN HAC000065: A callback has left a transaction of Spring open");
    }

    @Test
    void isOutOfTheWayOfTheNextCallback() {
        transactions.required(() -> {
            afterCommit.run(this::saveAndLeaveOpen);
            afterCommit.run(() -> parcels.save(new Parcel("kept")));
        });
        assertThat(parcels.findAll()).extracting(parcel -> parcel.label).containsExactly("kept");
    }

    @Test
    void keepsNoSynchronizationOfTheCommitFromBeingTold() {
        transactions.required(() -> {
            TransactionSynchronizationManager.registerSynchronization(new ToldSynchronization("outer"));
            afterCommit.run(this::saveAndLeaveOpen);
        });
        assertThat(Events.take()).containsExactly("rolled back left open", "outer after commit", "outer completed 0");
    }

    @Test
    void hasItsOwnSynchronizationsToldOfTheRollback() {
        transactions.required(() -> afterCommit.run(() -> {
            saveAndLeaveOpen();
            TransactionSynchronizationManager.registerSynchronization(new ToldSynchronization("inner"));
        }));
        assertThat(Events.take()).containsExactly("rolled back left open", "inner completed 1");
    }

    @Test
    void isRolledBackWhereTheCallbackFailsToo() {
        transactions.required(() -> afterCommit.run(() -> {
            saveAndLeaveOpen();
            throw new IllegalStateException("test");
        }));
        assertThat(parcels.count()).isZero();
    }

    @Test
    void isRolledBackAfterARollbackCallbackAsWell() {
        transactions.rollBack(() -> afterCommit.afterRollback(this::saveAndLeaveOpen));
        assertThat(parcels.count()).isZero();
    }

    @Test
    void leavesAnEntityManagerOpenThatWasBoundBefore() {
        EntityManagerFactory factory = APPLICATION.get(EntityManagerFactory.class);
        EntityManagerHolder inView = new EntityManagerHolder(factory.createEntityManager());
        TransactionSynchronizationManager.bindResource(factory, inView);
        try (EntityManager own = factory.createEntityManager()) {
            own.getTransaction().begin();
            AfterCommit.of(own).run(this::saveAndLeaveOpen);
            own.getTransaction().commit();
        }
        assertThat(TransactionSynchronizationManager.unbindResource(factory)).isSameAs(inView);
        assertThat(inView.getEntityManager().isOpen()).isTrue();
        inView.getEntityManager().close();
        assertThat(parcels.count()).isZero();
    }

    @Test
    void keepsNoScopeFromItsEndWhereTheCallbackRunsAtOnce() {
        transactions.supports(() -> {
            TransactionSynchronizationManager.registerSynchronization(new ToldSynchronization("scope"));
            afterCommit.run(this::saveAndLeaveOpen);
        });
        assertThat(Events.take()).containsExactly("rolled back left open", "scope after commit", "scope completed 0");
        assertThat(parcels.count()).isZero();
    }

    private void saveAndLeaveOpen() {
        APPLICATION.get(PlatformTransactionManager.class).getTransaction(null);
        parcels.saveAndFlush(new Parcel("left open"));
    }
}
