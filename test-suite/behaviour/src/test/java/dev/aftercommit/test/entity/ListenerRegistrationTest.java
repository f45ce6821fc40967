package dev.aftercommit.test.entity;

import static dev.aftercommit.EntityOperation.DELETE;
import static dev.aftercommit.EntityOperation.INSERT;
import static dev.aftercommit.EntityOperation.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.PostCommit;
import dev.aftercommit.PostRollback;
import dev.aftercommit.test.support.HibernateVersion;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Id;
import jakarta.persistence.PostPersist;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** R22: a factory has the listeners that its callback methods need, and no other. */
@ExtendWith(Told.class)
class ListenerRegistrationTest {

    private static final String[] DELETIONS = {"post-delete", "pre-delete", "post-commit-delete"};

    @Test
    void noneWithoutCallbackMethods() throws SQLException {
        assertThat(listenedTo(Plain.class)).isEmpty();
    }

    @Test
    void noneWhereCallbacksAreRegisteredByCodeOnly() throws SQLException {
        try (TestFactory factory = TestFactory.of(Plain.class)) {
            factory.inTransaction(session -> AfterCommit.of(session).run(() -> Told.call("run")));

            assertThat(listenedTo(factory)).isEmpty();
            assertThat(Told.calls()).containsExactly("run");
        }
    }

    @Test
    void noneOfDeletionsWithoutMethodThatIsCalledForThem() throws SQLException {
        assertThat(listenedTo(Inserted.class)).contains("post-insert").doesNotContain(DELETIONS);
    }

    @Test
    void noneOfDeletionsWithoutMethodThatIsCalledForThemAfterRollback() throws SQLException {
        assertThat(listenedTo(RolledBack.class))
                .contains("post-insert", "post-update")
                .doesNotContain(DELETIONS);
    }

    @Test
    void postDeleteWithMethodThatIsCalledForDeletions() throws SQLException {
        assertThat(listenedTo(Deleted.class))
                .contains("post-insert", "post-update", "post-delete")
                .doesNotContain("pre-delete", "post-commit-delete");
    }

    @Test
    void postDeleteWithMethodForAnyOperation() throws SQLException {
        assertThat(listenedTo(AnyOperation.class)).contains("post-delete");
    }

    @Test
    void postDeleteWhereOneOfSeveralEntitiesNeedsIt() throws SQLException {
        assertThat(listenedTo(Inserted.class, Plain.class, Deleted.class)).contains("post-delete");
    }

    @Test
    void postInsertForMethodOfEntityListener() throws SQLException {
        assertThat(listenedTo(Listened.class)).contains("post-insert");
    }

    @Test
    void noneOfCollectionsWhereNoEntityHasAny() throws SQLException {
        assertThat(listenedTo(AnyOperation.class, Deleted.class, Inserted.class))
                .noneMatch(type -> type.contains("collection"));
    }

    @Test
    void noneOfCollectionsWithoutMethodThatIsCalledForUpdates() throws SQLException {
        assertThat(listenedTo(InsertedWithCollection.class, AnyOperation.class))
                .noneMatch(type -> type.contains("collection"));
    }

    /** Hibernate 7.0 does not stand such a listener. */
    @Test
    void thoseOfCollectionsWithMethodThatIsCalledForUpdates() throws SQLException {
        String[] collections = {"post-collection-recreate", "post-collection-update", "post-collection-remove"};
        boolean safe = HibernateVersion.isAtLeast(7, 1) || !HibernateVersion.isAtLeast(7, 0);

        assertThat(listenedTo(UpdatedWithCollection.class))
                .filteredOn(type -> type.contains("collection"))
                .containsExactlyInAnyOrder(safe ? collections : new String[0]);
    }

    @Test
    void noneAfterCommitInAnyCase() throws SQLException {
        assertThat(listenedTo(AnyOperation.class, Deleted.class, Inserted.class))
                .noneMatch(type -> type.startsWith("post-commit"));
    }

    private static Set<String> listenedTo(Class<?>... entities) throws SQLException {
        try (TestFactory factory = TestFactory.of(entities)) {
            return listenedTo(factory);
        }
    }

    private static Set<String> listenedTo(TestFactory factory) {
        EventListenerRegistry registry = factory.get()
                .unwrap(SessionFactoryImplementor.class)
                .getServiceRegistry()
                .getService(EventListenerRegistry.class);
        Set<String> types = new HashSet<>();
        for (EventType<?> type : EventType.values()) {
            for (Object listener : registry.getEventListenerGroup(type).listeners()) {
                if (listener.getClass().getName().startsWith("dev.aftercommit.")) {
                    types.add(type.eventName());
                }
            }
        }
        return types;
    }

    @Entity(name = "Plain")
    static class Plain {
        @Id
        int id;

        @PostPersist
        void persisted() {}
    }

    @Entity(name = "Inserted")
    static class Inserted {
        @Id
        int id;

        @PostCommit(on = INSERT)
        void told() {}
    }

    @Entity(name = "RolledBack")
    static class RolledBack {
        @Id
        int id;

        @PostRollback(on = {INSERT, UPDATE})
        void told() {}
    }

    @Entity(name = "Deleted")
    static class Deleted {
        @Id
        int id;

        @PostCommit(on = DELETE)
        void told() {}
    }

    @Entity(name = "AnyOperation")
    static class AnyOperation {
        @Id
        int id;

        @PostCommit
        void told() {}
    }

    @Entity(name = "InsertedWithCollection")
    static class InsertedWithCollection {
        @Id
        int id;

        @ElementCollection
        List<String> tags;

        @PostCommit(on = INSERT)
        void told() {}
    }

    @Entity(name = "UpdatedWithCollection")
    static class UpdatedWithCollection {
        @Id
        int id;

        @ElementCollection
        List<String> tags;

        @PostCommit(on = UPDATE)
        void told() {}
    }

    @Entity(name = "Listened")
    @EntityListeners(Listener.class)
    static class Listened {
        @Id
        int id;
    }

    static class Listener {
        @PostCommit(on = INSERT)
        void told(Object entity) {}
    }
}
