package dev.aftercommit.test.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.CompletionProcess;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreUpdate;
import jakarta.transaction.Synchronization;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R1, R4: what is registered while a transaction is completed belongs to it as long as it can still commit")
class RegistrationWhileCompletingTest {

    private static Runnable whileFlushing = () -> {};

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Flushed.class);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final List<String> events = new ArrayList<>();
    private Session session;

    @BeforeEach
    void begin() {
        session = factory.open();
        session.beginTransaction();
    }

    @AfterEach
    void close() {
        whileFlushing = () -> {};
        session.close();
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void runsWhatASynchronizationRegistersBeforeTheCommit() {
        session.getTransaction().registerSynchronization(new Registering());
        session.getTransaction().commit();
        assertThat(events).containsExactly("callback");
    }

    @Test
    void runsItBehindWhatWasRegisteredBefore() {
        AfterCommit.of(session).run(() -> events.add("before"));
        session.getTransaction().registerSynchronization(new Registering());
        session.getTransaction().commit();
        assertThat(events).containsExactly("before", "callback");
    }

    @Test
    void runsWhatTheFlushOfTheCommitRegisters() {
        Flushed entity = new Flushed(1);
        session.persist(entity);
        session.flush();
        entity.name = "changed";
        whileFlushing = () -> AfterCommit.of(session).run(() -> events.add("callback"));
        session.getTransaction().commit();
        assertThat(events).containsExactly("callback");
    }

    @Test
    void runsAtOnceWhatAnotherProcessRegistersAfterTheCommit() {
        AfterCommit.of(session).run(() -> events.add("callback"));
        CompletionProcess.register(session, (success, teller) -> {
            AfterCommit.of(session).run(() -> events.add("at once"));
            events.add("process");
        });
        session.getTransaction().commit();
        assertThat(events).containsExactly("at once", "process", "callback");
    }

    @Test
    void runsAtOnceWhatALateCallbackRegistersAlthoughTheNextTransactionHasBegun() {
        AfterCommit.of(session).run(() -> AfterCommit.of(session).run(() -> events.add("inner")));
        CompletionProcess.register(session, (success, teller) -> {
            throw new IllegalStateException("foreign");
        });
        assertThatThrownBy(() -> session.getTransaction().commit()).isNotNull();
        session.beginTransaction();
        session.getTransaction().rollback();
        assertThat(events).containsExactly("inner");
    }

    private final class Registering implements Synchronization {

        @Override
        public void beforeCompletion() {
            AfterCommit.of(session).run(() -> events.add("callback"));
        }

        @Override
        public void afterCompletion(int status) {
            // too late to register
        }
    }

    @Entity(name = "Flushed")
    public static class Flushed {

        @Id
        long id;

        String name;

        protected Flushed() {}

        Flushed(long id) {
            this.id = id;
        }

        @PrePersist
        @PreUpdate
        void flushing() {
            whileFlushing.run();
        }
    }
}
