package dev.aftercommit.test.failure;

import static dev.aftercommit.EntityOperation.INSERT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitException;
import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.CallbackFailure;
import dev.aftercommit.FailurePolicy;
import dev.aftercommit.PostCommit;
import dev.aftercommit.PostRollback;
import dev.aftercommit.test.entity.Told;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostCommitInsertEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.persister.entity.EntityPersister;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R10: the failure policy is for callback methods of entities as well")
@ExtendWith(Told.class)
class EntityCallbackPolicyTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Parcel.class);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    @Test
    void rethrowsTheFailureOfAMethodWhenTheOthersHaveRun() {
        AfterCommitException exception = commit(FailurePolicy.RETHROW, session -> {
            session.persist(new Parcel(1));
            session.persist(new Parcel(2));
        });
        assertThat(Told.calls()).containsExactly("sent 1", "sent 2");
        assertThat(exception.failures()).hasSize(2);
        assertThat(exception.failures())
                .extracting(CallbackFailure::callback)
                .allMatch(description -> description.contains("committed") && description.contains("Parcel#"));
        assertThat(exception).hasRootCauseMessage("parcel 1");
    }

    @Test
    void stopsAtTheFailureOfAMethod() {
        AfterCommitException exception = commit(FailurePolicy.STOP, session -> {
            session.persist(new Parcel(1));
            session.persist(new Parcel(2));
            session.flush();
            AfterCommit.of(session).run(() -> Told.call("run"));
        });
        assertThat(Told.calls()).isEmpty();
        assertThat(exception.failures()).hasSize(1);
        // the other method of the first entity, both of the second, and the last callback
        assertThat(exception.notRun()).isEqualTo(4);
    }

    @Test
    void stopsAMethodByTheFailureOfACallbackBeforeIt() {
        AfterCommitException exception = commit(FailurePolicy.STOP, session -> {
            AfterCommit.of(session).run(() -> {
                throw new IllegalStateException("run");
            });
            session.persist(new Parcel(1));
        });
        assertThat(Told.calls()).isEmpty();
        assertThat(exception).hasRootCauseMessage("run");
        assertThat(exception.notRun()).isEqualTo(2);
    }

    @Test
    void throwsAfterTheListenersOfPostCommitEvents() {
        factory.with(AfterCommitSettings.FAILURE_POLICY, FailurePolicy.STOP);
        ((SessionFactoryImplementor) factory.get())
                .getServiceRegistry()
                .requireService(EventListenerRegistry.class)
                .appendListeners(EventType.POST_COMMIT_INSERT, new PostCommitInsert());
        commit(FailurePolicy.STOP, session -> session.persist(new Parcel(1)));
        assertThat(Told.calls()).containsExactly("POST_COMMIT_INSERT");
    }

    @Test
    void throwsNothingFromAMethodThatFailsAfterARollback() {
        factory.with(AfterCommitSettings.FAILURE_POLICY, FailurePolicy.RETHROW);
        factory.inTransaction(session -> {
            session.persist(new Parcel(1));
            session.flush();
            session.getTransaction().setRollbackOnly();
        });
        assertThat(log.failures()).singleElement().hasToString("java.lang.IllegalStateException: rolled back");
    }

    private AfterCommitException commit(FailurePolicy policy, Consumer<Session> work) {
        factory.with(AfterCommitSettings.FAILURE_POLICY, policy);
        return catchThrowableOfType(AfterCommitException.class, () -> factory.inTransaction(work));
    }

    @Entity(name = "Parcel")
    static class Parcel {
        @Id
        int id;

        Parcel() {}

        Parcel(int id) {
            this.id = id;
        }

        @PostCommit
        void committed() {
            throw new IllegalStateException("parcel " + id);
        }

        @PostCommit(on = INSERT)
        void sent() {
            Told.call("sent " + id);
        }

        @PostRollback
        void rolledBack() {
            throw new IllegalStateException("rolled back");
        }
    }

    private static final class PostCommitInsert implements PostCommitInsertEventListener {

        private static final long serialVersionUID = 1;

        @Override
        public void onPostInsert(PostInsertEvent event) {
            Told.call("POST_COMMIT_INSERT");
        }

        @Override
        public void onPostInsertCommitFailed(PostInsertEvent event) {
            Told.call("POST_COMMIT_INSERT failed");
        }

        @Override
        public boolean requiresPostCommitHandling(EntityPersister persister) {
            return true;
        }
    }
}
