package dev.aftercommit.test.spring.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.spring.application.Events;
import dev.aftercommit.test.spring.application.Parcel;
import dev.aftercommit.test.spring.application.ParcelApplication;
import dev.aftercommit.test.spring.application.Parcels;
import dev.aftercommit.test.spring.support.RunningApplication;
import dev.aftercommit.test.spring.support.Transactions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@DisplayName("R8: the place of callbacks among what Spring tells of a commit")
class OrderTest {

    @RegisterExtension
    static final RunningApplication APPLICATION = RunningApplication.of(ParcelApplication.class, Listener.class);

    private final Transactions transactions = Transactions.of(APPLICATION);

    @BeforeEach
    void forget() {
        Events.take();
    }

    @Test
    void callbacksRunAfterTheCommitAndBeforeSpringTellsOfIt() {
        transactions.required(this::registerEverything);
        assertThat(Events.take())
                .containsExactly(
                        "synchronization before commit",
                        "listener BEFORE_COMMIT",
                        "synchronization before completion",
                        "synchronization suspended",
                        "callback",
                        "INSERT tea",
                        "synchronization resumed",
                        "synchronization after commit",
                        "synchronization after completion 0",
                        "listener AFTER_COMMIT",
                        "listener AFTER_COMPLETION");
    }

    @Test
    void rollbackCallbacksRunBeforeSpringTellsOfTheRollback() {
        transactions.rollBack(() -> {
            APPLICATION.get(AfterCommit.class).afterRollback(() -> Events.add("rollback callback"));
            TransactionSynchronizationManager.registerSynchronization(new Synchronization());
        });
        assertThat(Events.take())
                .containsExactly(
                        "synchronization before completion",
                        "synchronization suspended",
                        "rollback callback",
                        "synchronization resumed",
                        "synchronization after completion 1");
    }

    private void registerEverything() {
        TransactionSynchronizationManager.registerSynchronization(new Synchronization());
        APPLICATION.context().publishEvent(new Registered());
        APPLICATION.get(AfterCommit.class).run(() -> Events.add("callback"));
        APPLICATION.get(Parcels.class).save(new Parcel("tea"));
    }

    record Registered() {}

    static class Listener {

        @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
        public void beforeCommit(Registered event) {
            Events.add("listener BEFORE_COMMIT");
        }

        @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
        public void afterCommit(Registered event) {
            Events.add("listener AFTER_COMMIT");
        }

        @TransactionalEventListener(phase = TransactionPhase.AFTER_COMPLETION)
        public void afterCompletion(Registered event) {
            Events.add("listener AFTER_COMPLETION");
        }
    }

    private static final class Synchronization implements TransactionSynchronization {

        @Override
        public void suspend() {
            Events.add("synchronization suspended");
        }

        @Override
        public void resume() {
            Events.add("synchronization resumed");
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            Events.add("synchronization before commit");
        }

        @Override
        public void beforeCompletion() {
            Events.add("synchronization before completion");
        }

        @Override
        public void afterCommit() {
            Events.add("synchronization after commit");
        }

        @Override
        public void afterCompletion(int status) {
            Events.add("synchronization after completion " + status);
        }
    }
}
