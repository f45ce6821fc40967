package dev.aftercommit.test.entity;

import static dev.aftercommit.EntityOperation.DELETE;
import static dev.aftercommit.EntityOperation.INSERT;
import static dev.aftercommit.EntityOperation.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.EntityChange;
import dev.aftercommit.PostCommit;
import dev.aftercommit.PostRollback;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R17: the forms of a callback method. */
@ExtendWith(Told.class)
class CallbackMethodTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(
            Visibilities.class,
            Many.class,
            Arguments.class,
            Operations.class,
            BothAnnotations.class,
            Constructed.class);

    @Test
    void callsMethodsOfAnyVisibility() {
        factory.inTransaction(session -> session.persist(new Visibilities()));

        assertThat(Told.calls())
                .containsExactlyInAnyOrder("private", "package-private", "protected", "public", "final");
    }

    @Test
    void callsEveryMethodOfClass() {
        factory.inTransaction(session -> session.persist(new Many()));

        assertThat(Told.calls()).containsExactlyInAnyOrder("one", "two", "three");
    }

    @Test
    void passesEntityChangeHoweverItIsParameterized() {
        Arguments entity = new Arguments();

        factory.inTransaction(session -> session.persist(entity));

        assertThat(Told.calls()).containsExactly("no argument");
        assertThat(Told.changes()).hasSize(3).allSatisfy(change -> {
            assertThat((Object) change.entity()).isSameAs(entity);
            assertThat(change.id()).isEqualTo(1);
            assertThat(change.entityName()).isEqualTo(Arguments.class.getName());
            assertThat(change.operation()).isEqualTo(INSERT);
        });
    }

    @Test
    void callsMethodOnInstanceThatWasFlushed() {
        factory.inTransaction(session -> session.persist(new Operations(1, "a")));
        factory.inTransaction(session -> session.persist(new Operations(2, "b")));

        assertThat(Told.calls()).containsExactlyInAnyOrder("any a", "insert a", "any b", "insert b");
    }

    @Test
    void callsMethodForOperationsItNames() {
        factory.inTransaction(session -> session.persist(new Operations(1, "a")));
        Told.forget();

        factory.inTransaction(session -> session.find(Operations.class, 1).name = "b");
        factory.inTransaction(session -> session.remove(session.find(Operations.class, 1)));

        assertThat(Told.calls())
                .containsExactlyInAnyOrder("any b", "update or delete b", "any b", "update or delete b");
    }

    @Test
    void callsMethodThatHasBothAnnotationsAfterEitherOutcome() {
        factory.inTransaction(session -> session.persist(new BothAnnotations(1)));
        try (var session = factory.open()) {
            session.beginTransaction();
            session.persist(new BothAnnotations(2));
            session.flush();
            session.getTransaction().rollback();
        }

        assertThat(Told.calls()).containsExactly("1", "2");
    }

    @Test
    void callsMethodOfEntityThatWasLoaded() {
        factory.inTransaction(session -> session.persist(new Constructed(1)));
        Told.forget();

        factory.inTransaction(session -> session.find(Constructed.class, 1).changed = true);

        assertThat(Told.calls()).containsExactly("changed");
    }

    @Test
    void callsNothingForEntityThatWasOnlyRead() {
        factory.inTransaction(session -> session.persist(new Many()));
        Told.forget();

        factory.inTransaction(session -> session.find(Many.class, 1));

        assertThat(Told.calls()).isEmpty();
    }

    @Test
    void callsMethodsAfterRowIsCommitted() {
        factory.inTransaction(session -> {
            session.persist(new Many());
            session.flush();
            assertThat(Told.calls()).isEmpty();
        });

        assertThat(Told.calls()).hasSize(3);
        assertThat(factory.count(Many.class)).isEqualTo(1);
    }

    @Entity(name = "Visibilities")
    static class Visibilities {
        @Id
        int id = 1;

        @PostCommit
        private void byNobody() {
            Told.call("private");
        }

        @PostCommit
        void byNeighbours() {
            Told.call("package-private");
        }

        @PostCommit
        protected void byChildren() {
            Told.call("protected");
        }

        @PostCommit
        public void byAll() {
            Told.call("public");
        }

        @PostCommit
        final void last() {
            Told.call("final");
        }
    }

    @Entity(name = "Many")
    static class Many {
        @Id
        int id = 1;

        @PostCommit
        void one() {
            Told.call("one");
        }

        @PostCommit
        void $2_() {
            Told.call("two");
        }

        @PostCommit
        void getThree() {
            Told.call("three");
        }
    }

    @Entity(name = "Arguments")
    static class Arguments {
        @Id
        int id = 1;

        @PostCommit
        void none() {
            Told.call("no argument");
        }

        @PostCommit
        void ofItself(EntityChange<Arguments> change) {
            Told.change(change);
        }

        @PostCommit
        void ofAnything(EntityChange<?> change) {
            Told.change(change);
        }

        @PostCommit
        void ofSomeKind(EntityChange<? extends Arguments> change) {
            Told.change(change);
        }
    }

    @Entity(name = "Operations")
    static class Operations {
        @Id
        int id;

        String name;

        Operations() {}

        Operations(int id, String name) {
            this.id = id;
            this.name = name;
        }

        @PostCommit
        void any() {
            Told.call("any " + name);
        }

        @PostCommit(on = INSERT)
        void inserted() {
            Told.call("insert " + name);
        }

        @PostCommit(on = {UPDATE, DELETE})
        void updatedOrDeleted() {
            Told.call("update or delete " + name);
        }
    }

    @Entity(name = "BothAnnotations")
    static class BothAnnotations {
        @Id
        int id;

        BothAnnotations() {}

        BothAnnotations(int id) {
            this.id = id;
        }

        @PostCommit
        @PostRollback
        void completed() {
            Told.call("" + id);
        }
    }

    @Entity(name = "Constructed")
    static class Constructed {
        @Id
        int id;

        boolean changed;

        protected Constructed() {}

        Constructed(int id) {
            this.id = id;
        }

        @PostCommit
        void told() {
            Told.call(changed ? "changed" : "new");
        }
    }
}
