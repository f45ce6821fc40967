package dev.aftercommit.test.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostCommitInsertEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.persister.entity.EntityPersister;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName(
        "R12: commit callbacks run oldest first, rollback callbacks newest first, completion callbacks in both orders")
class CompletionOrderTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Item.class);

    private final List<String> events = new ArrayList<>();

    @Test
    void runsTheOldestFirstAfterACommit() {
        try (Session session = begin()) {
            session.getTransaction().commit();
        }
        assertThat(events).containsExactly("committed 1", "COMMITTED 1", "committed 2", "COMMITTED 2");
    }

    @Test
    void runsTheNewestFirstAfterARollback() {
        try (Session session = begin()) {
            session.getTransaction().rollback();
        }
        assertThat(events).containsExactly("ROLLED_BACK 2", "rolled back 2", "ROLLED_BACK 1", "rolled back 1");
    }

    @Test
    void runsAfterThePostCommitListenersOfHibernate() {
        EventListenerRegistry registry = factory.get()
                .unwrap(SessionFactoryImplementor.class)
                .getServiceRegistry()
                .getService(EventListenerRegistry.class);
        registry.appendListeners(EventType.POST_COMMIT_INSERT, new RecordingListener());
        factory.inTransaction(session -> {
            AfterCommit.of(session).run(() -> events.add("callback"));
            session.persist(new Item(1, "a"));
            session.flush();
        });
        assertThat(events).containsExactly("post-commit listener", "callback");
    }

    @Test
    void runsAfterTheConnectionWasGivenBack() {
        factory.inTransaction(session -> {
            session.persist(new Item(1, "a"));
            session.flush();
            events.add("open " + factory.connections().open());
            AfterCommit.of(session)
                    .run(() -> events.add("open " + factory.connections().open()));
        });
        assertThat(events).containsExactly("open 1", "open 0");
    }

    @Test
    void runsWhileTheSessionIsStillOpen() {
        factory.inTransaction(session -> {
            session.persist(new Item(1, "a"));
            AfterCommit.of(session).run(() -> events.add(session.find(Item.class, 1L).name + " " + session.isOpen()));
        });
        assertThat(events).containsExactly("a true");
    }

    @Test
    void runsInASessionThatClosesItselfAfterTheTransaction() {
        Session session = factory.get().withOptions().autoClose(true).openSession();
        session.beginTransaction();
        AfterCommit.of(session).run(() -> events.add("callback"));
        session.getTransaction().commit();
        assertThat(events).containsExactly("callback");
        assertThat(session.isOpen()).isFalse();
    }

    private Session begin() {
        Session session = factory.open();
        session.beginTransaction();
        AfterCommit afterCommit = AfterCommit.of(session);
        for (int number = 1; number <= 2; number++) {
            String suffix = " " + number;
            afterCommit.afterRollback(() -> events.add("rolled back" + suffix));
            afterCommit.run(() -> events.add("committed" + suffix));
            afterCommit.afterCompletion(outcome -> events.add(outcome + suffix));
        }
        return session;
    }

    private final class RecordingListener implements PostCommitInsertEventListener {

        @Override
        public void onPostInsert(PostInsertEvent event) {
            events.add("post-commit listener");
        }

        @Override
        public void onPostInsertCommitFailed(PostInsertEvent event) {
            events.add("post-commit listener, failed");
        }

        @Override
        public boolean requiresPostCommitHandling(EntityPersister persister) {
            return true;
        }
    }
}
