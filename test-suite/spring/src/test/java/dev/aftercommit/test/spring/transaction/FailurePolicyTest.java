package dev.aftercommit.test.spring.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitException;
import dev.aftercommit.test.spring.application.Events;
import dev.aftercommit.test.spring.application.Parcel;
import dev.aftercommit.test.spring.application.ParcelApplication;
import dev.aftercommit.test.spring.application.Parcels;
import dev.aftercommit.test.spring.support.RunningApplication;
import dev.aftercommit.test.spring.support.Transactions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@DisplayName("R10: failures are thrown from Spring's afterCommit, if the setting says so")
class FailurePolicyTest {

    @RegisterExtension
    static final RunningApplication LOG = policy("log");

    @RegisterExtension
    static final RunningApplication RETHROW = policy("rethrow");

    @RegisterExtension
    static final RunningApplication STOP = policy("stop");

    private static RunningApplication policy(String policy) {
        return RunningApplication.of(ParcelApplication.class)
                .with("logging.level.dev.aftercommit", "off")
                .with("spring.jpa.properties.hibernate.aftercommit.failure_policy", policy);
    }

    @BeforeEach
    void forget() {
        Events.take();
    }

    @Test
    void aFailureIsLoggedByDefault() {
        Transactions.of(LOG).required(() -> registerThree(LOG));
        assertThat(Events.take()).containsExactly("first", "last", "committed 0");
    }

    @Test
    void allRunAndTheFailureReachesTheCaller() {
        assertThatThrownBy(() -> Transactions.of(RETHROW).required(() -> registerThree(RETHROW)))
                .isInstanceOfSatisfying(AfterCommitException.class, failure -> {
                    assertThat(failure.failures())
                            .singleElement()
                            .satisfies(one -> assertThat(one.cause()).hasMessage("failed"));
                    assertThat(failure.notRun()).isZero();
                });
        assertThat(Events.take()).containsExactly("first", "last", "committed 0");
    }

    @Test
    void theFirstFailureEndsItAndReachesTheCaller() {
        assertThatThrownBy(() -> Transactions.of(STOP).required(() -> registerThree(STOP)))
                .isInstanceOfSatisfying(
                        AfterCommitException.class,
                        failure -> assertThat(failure.notRun()).isEqualTo(1));
        assertThat(Events.take()).containsExactly("first", "committed 0");
    }

    @Test
    void theDataIsCommitted() {
        assertThatThrownBy(() -> Transactions.of(RETHROW).required(() -> {
                    RETHROW.get(Parcels.class).save(new Parcel("rethrown"));
                    registerThree(RETHROW);
                }))
                .isInstanceOf(AfterCommitException.class);
        assertThat(RETHROW.get(Parcels.class).countByLabel("rethrown")).isEqualTo(1);
    }

    @Test
    void aDeferredFailureIsOnlyLogged() {
        Transactions.of(RETHROW).readOnly(() -> registerThree(RETHROW));
        assertThat(Events.take()).containsExactly("committed 0", "first", "last");
    }

    @Test
    void theFailureOfAnotherEntityManagerIsNotThrownByTheTransactionAround() {
        Transactions.of(RETHROW).supports(() -> {
            try (EntityManager other = RETHROW.get(EntityManagerFactory.class).createEntityManager()) {
                other.getTransaction().begin();
                AfterCommit.of(other).run(FailurePolicyTest::fail);
                other.getTransaction().commit();
            }
        });
        assertThat(RETHROW.connectionsInUse()).isZero();
    }

    private static void registerThree(RunningApplication application) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

            @Override
            public void afterCompletion(int status) {
                Events.add("committed " + status);
            }
        });
        AfterCommit afterCommit = application.get(AfterCommit.class);
        afterCommit.run(() -> Events.add("first"));
        afterCommit.run(FailurePolicyTest::fail);
        afterCommit.run(() -> Events.add("last"));
    }

    private static void fail() {
        throw new IllegalStateException("failed");
    }
}
