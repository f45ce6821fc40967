package dev.aftercommit.test.entity;

import static dev.aftercommit.EntityOperation.INSERT;
import static dev.aftercommit.EntityOperation.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.EntityChange;
import dev.aftercommit.PostCommit;
import dev.aftercommit.PostRollback;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.ExcludeSuperclassListeners;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PostPersist;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R17: callback methods of entity listeners. */
@ExtendWith(Told.class)
class EntityListenerTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(
            Order.class,
            Several.class,
            Parent.class,
            Child.class,
            Excluding.class,
            BelowExcluding.class,
            Rolled.class,
            Inheriting.class,
            Quiet.class,
            BothKinds.class);

    @Test
    void passesEntityOrChangeToListener() {
        Order order = new Order(1);

        factory.inTransaction(session -> session.persist(order));

        assertThat(Told.calls()).containsExactlyInAnyOrder("entity 1", "object 1", "private 1");
        assertThat((Object) Told.change().entity()).isSameAs(order);
        assertThat(Told.change().operation()).isEqualTo(INSERT);
    }

    @Test
    void callsListenerForOperationsItNames() {
        factory.inTransaction(session -> session.persist(new Order(1)));
        Told.forget();

        factory.inTransaction(session -> session.find(Order.class, 1).amount = 2);

        assertThat(Told.calls()).containsExactlyInAnyOrder("object 1", "private 1", "update of amount 1");
    }

    @Test
    void callsSeveralListenersInTheirOrder() {
        factory.inTransaction(session -> session.persist(new Several()));

        assertThat(Told.calls()).containsExactly("first", "second", "third");
    }

    @Test
    void callsListenersOfSuperclassesFirst() {
        factory.inTransaction(session -> session.persist(new Child()));

        assertThat(Told.calls()).containsExactly("of mapped superclass", "of parent", "of child");
    }

    @Test
    void callsNoListenerOfSubclassForSuperclass() {
        factory.inTransaction(session -> session.persist(new Parent()));

        assertThat(Told.calls()).containsExactly("of mapped superclass", "of parent");
    }

    @Test
    void callsNoListenerOfSuperclassesThatAreExcluded() {
        factory.inTransaction(session -> session.persist(new Excluding()));

        assertThat(Told.calls()).containsExactly("of child");
    }

    @Test
    void callsNoListenerOfSuperclassesThatSuperclassExcludes() {
        factory.inTransaction(session -> session.persist(new BelowExcluding()));

        assertThat(Told.calls()).containsExactly("of child", "first");
    }

    @Test
    void callsListenerAfterRollback() {
        try (var session = factory.open()) {
            session.beginTransaction();
            session.persist(new Rolled());
            session.flush();
            session.getTransaction().rollback();
        }

        assertThat(Told.calls()).containsExactly("rolled back");
    }

    @Test
    void callsMethodsThatListenerInherits() {
        factory.inTransaction(session -> session.persist(new Inheriting()));

        assertThat(Told.calls()).containsExactly("inherited", "overridden");
    }

    @Test
    void callsNothingWhereGenericMethodIsOverriddenWithoutAnnotation() {
        factory.inTransaction(session -> session.persist(new Quiet()));

        assertThat(Told.calls()).containsExactly("other");
    }

    @Test
    void leavesCallbacksOfJakartaPersistenceInListenerAlone() {
        factory.inTransaction(session -> {
            session.persist(new BothKinds());
            session.flush();
            assertThat(Told.calls()).containsExactly("PostPersist");
        });

        assertThat(Told.calls()).containsExactly("PostPersist", "PostCommit");
    }

    @Entity(name = "Orders")
    @EntityListeners(OrderListener.class)
    static class Order {
        @Id
        int id;

        int amount;

        Order() {}

        Order(int id) {
            this.id = id;
        }
    }

    static class OrderListener {

        @PostCommit(on = INSERT)
        void inserted(Order order) {
            Told.call("entity " + order.id);
        }

        @PostCommit
        void anyObject(Object entity) {
            Told.call("object " + ((Order) entity).id);
        }

        @PostCommit
        private void hidden(Order order) {
            Told.call("private " + order.id);
        }

        @PostCommit(on = INSERT)
        public void ofChange(EntityChange<Order> change) {
            Told.change(change);
        }

        @PostCommit(on = UPDATE, ifChanged = "amount")
        public void ofAmount(EntityChange<Order> change) {
            Told.call("update of amount " + change.id());
        }
    }

    @Entity(name = "Several")
    @EntityListeners({First.class, Second.class, Third.class})
    static class Several {
        @Id
        int id = 1;
    }

    static class First {
        @PostCommit
        void told(Object entity) {
            Told.call("first");
        }
    }

    static class Second {
        @PostCommit
        void told(EntityChange<?> change) {
            Told.call("second");
        }
    }

    static class Third {
        @PostCommit
        void told(Object entity) {
            Told.call("third");
        }
    }

    @MappedSuperclass
    @EntityListeners(OfMappedSuperclass.class)
    abstract static class Root {
        @Id
        int id = 1;
    }

    @Entity(name = "Parent")
    @EntityListeners(OfParent.class)
    static class Parent extends Root {}

    @Entity(name = "Child")
    @EntityListeners(OfChild.class)
    static class Child extends Parent {}

    @Entity(name = "Excluding")
    @ExcludeSuperclassListeners
    @EntityListeners(OfChild.class)
    static class Excluding extends Parent {}

    @Entity(name = "BelowExcluding")
    @EntityListeners(First.class)
    static class BelowExcluding extends Excluding {}

    static class OfMappedSuperclass {
        @PostCommit
        void told(Root entity) {
            Told.call("of mapped superclass");
        }
    }

    static class OfParent {
        @PostCommit
        void told(Parent entity) {
            Told.call("of parent");
        }
    }

    static class OfChild {
        @PostCommit
        void told(Parent entity) {
            Told.call("of child");
        }
    }

    @Entity(name = "Rolled")
    @EntityListeners(RollbackListener.class)
    static class Rolled {
        @Id
        int id = 1;
    }

    static class RollbackListener {
        @PostRollback
        void told(Rolled entity) {
            Told.call("rolled back");
        }
    }

    @Entity(name = "Inheriting")
    @EntityListeners(InheritingListener.class)
    static class Inheriting {
        @Id
        int id = 1;
    }

    abstract static class BaseListener<E> {
        @PostCommit
        private void told(Object entity) {
            Told.call("inherited");
        }

        abstract void toldOf(E entity);
    }

    static class InheritingListener extends BaseListener<Inheriting> {

        // The compiler adds a bridge that takes an Object, and has the annotation too
        @Override
        @PostCommit
        void toldOf(Inheriting entity) {
            Told.call("overridden");
        }
    }

    @Entity(name = "Quiet")
    @EntityListeners(QuietListener.class)
    static class Quiet {
        @Id
        int id = 1;
    }

    abstract static class LoudListener<E> {
        @PostCommit
        void told(E entity) {
            Told.call("loud");
        }

        @PostCommit
        void toldOther(Object entity) {
            Told.call("other");
        }
    }

    static class QuietListener extends LoudListener<Quiet> {
        @Override
        void told(Quiet entity) {
            Told.call("quiet");
        }
    }

    @Entity(name = "BothKinds")
    @EntityListeners(JakartaListener.class)
    static class BothKinds {
        @Id
        int id = 1;
    }

    static class JakartaListener {
        @PostPersist
        void persisted(Object entity) {
            Told.call("PostPersist");
        }

        @PostCommit
        void committed(Object entity) {
            Told.call("PostCommit");
        }
    }
}
