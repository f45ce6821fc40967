package dev.aftercommit.test.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.EntityChange;
import dev.aftercommit.PostCommit;
import dev.aftercommit.test.entity.elsewhere.Elsewhere;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R17: the callback methods of superclasses. */
@ExtendWith(Told.class)
class CallbackInheritanceTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(
            Animal.class,
            Cat.class,
            Silent.class,
            SameName.class,
            OverPlainMethod.class,
            OverTwice.class,
            Generic.class,
            Bridged.class,
            Neighbour.class);

    @Test
    void callsMethodsOfSuperclassesFirst() {
        factory.inTransaction(session -> session.persist(new Cat()));

        assertThat(Told.calls()).containsExactlyInAnyOrder("mapped superclass", "animal", "cat", "overridden by cat");
        assertThat(Told.calls()).containsSubsequence("mapped superclass", "animal", "cat");
    }

    @Test
    void callsMethodOfMappedSuperclassForEntityOfItsOwn() {
        factory.inTransaction(session -> session.persist(new Animal()));

        assertThat(Told.calls()).containsExactlyInAnyOrder("mapped superclass", "animal", "to be overridden");
        assertThat(Told.calls()).startsWith("mapped superclass");
    }

    @Test
    void callsNothingWhereMethodIsOverriddenWithoutAnnotation() {
        factory.inTransaction(session -> session.persist(new Silent()));

        assertThat(Told.calls()).isEmpty();
    }

    @Test
    void callsPrivateMethodsOfSameNameInSuperclassAndSubclass() {
        factory.inTransaction(session -> session.persist(new SameName()));

        assertThat(Told.calls()).containsExactly("private in superclass", "private in subclass");
    }

    @Test
    void callsMethodThatIsAnnotatedWhereItOverridesOnly() {
        factory.inTransaction(session -> session.persist(new OverPlainMethod()));

        assertThat(Told.calls()).containsExactly("annotated in subclass");
    }

    @Test
    void callsMethodThatIsOverriddenTwiceOnce() {
        factory.inTransaction(session -> session.persist(new OverTwice()));

        assertThat(Told.calls()).containsExactly("lowest");
    }

    @Test
    void callsMethodOfGenericSuperclassOnce() {
        factory.inTransaction(session -> session.persist(new Generic()));

        assertThat(Told.calls()).containsExactlyInAnyOrder("generic Generic", "overridden Generic");
    }

    @Test
    void callsMethodThatCompilerBridgesOnce() {
        factory.inTransaction(session -> session.persist(new Bridged()));

        assertThat(Told.calls()).containsExactly("bridged");
    }

    @Test
    void callsPackagePrivateMethodThatIsHiddenInAnotherPackage() {
        factory.inTransaction(session -> session.persist(new Neighbour()));

        assertThat(Told.calls()).containsExactly("elsewhere", "here");
    }

    @MappedSuperclass
    abstract static class Being {
        @Id
        int id = 1;

        @PostCommit
        void being() {
            Told.call("mapped superclass");
        }
    }

    @Entity(name = "Animal")
    static class Animal extends Being {

        @PostCommit
        private void animal() {
            Told.call("animal");
        }

        @PostCommit
        void replaced() {
            Told.call("to be overridden");
        }
    }

    @Entity(name = "Cat")
    static class Cat extends Animal {

        @PostCommit
        private void animal() {
            Told.call("cat");
        }

        @Override
        @PostCommit
        void replaced() {
            Told.call("overridden by cat");
        }
    }

    @MappedSuperclass
    abstract static class Loud {
        @Id
        int id = 1;

        @PostCommit
        void told() {
            Told.call("loud");
        }

        @PostCommit
        protected void toldOfChange(EntityChange<?> change) {
            Told.call("loud change");
        }
    }

    @Entity(name = "Silent")
    static class Silent extends Loud {

        @Override
        void told() {
            Told.call("silent");
        }

        @Override
        protected void toldOfChange(EntityChange<?> change) {
            Told.call("silent change");
        }
    }

    @MappedSuperclass
    abstract static class Private {
        @Id
        int id = 1;

        @PostCommit
        private void told() {
            Told.call("private in superclass");
        }
    }

    @Entity(name = "SameName")
    static class SameName extends Private {

        @PostCommit
        private void told() {
            Told.call("private in subclass");
        }
    }

    @MappedSuperclass
    abstract static class Plain {
        @Id
        int id = 1;

        abstract void first();
    }

    @Entity(name = "OverPlainMethod")
    static class OverPlainMethod extends Plain {

        @Override
        @PostCommit
        void first() {
            Told.call("annotated in subclass");
        }
    }

    @MappedSuperclass
    abstract static class Highest {
        @Id
        int id = 1;

        @PostCommit
        public void told() {
            Told.call("highest");
        }
    }

    @MappedSuperclass
    abstract static class Middle extends Highest {

        @Override
        public void told() {
            Told.call("middle");
        }
    }

    @Entity(name = "OverTwice")
    static class OverTwice extends Middle {

        @Override
        @PostCommit
        public void told() {
            Told.call("lowest");
        }
    }

    @MappedSuperclass
    abstract static class OfItself<E extends OfItself<E>> {
        @Id
        int id = 1;

        @PostCommit
        private void inherited(EntityChange<E> change) {
            Told.call("generic " + change.entity().getClass().getSimpleName());
        }

        @PostCommit
        void replaced(EntityChange<E> change) {
            Told.call("not called");
        }
    }

    @Entity(name = "Generic")
    static class Generic extends OfItself<Generic> {

        @Override
        @PostCommit
        void replaced(EntityChange<Generic> change) {
            Told.call("overridden " + change.entity().getClass().getSimpleName());
        }
    }

    // A public method of a class that is not public: the compiler puts a bridge with the annotation into Bridged
    @MappedSuperclass
    abstract static class NotPublic {
        @Id
        int id = 1;

        @PostCommit
        public void told() {
            Told.call("bridged");
        }
    }

    @Entity(name = "Bridged")
    public static class Bridged extends NotPublic {}

    @Entity(name = "Neighbour")
    static class Neighbour extends Elsewhere {

        // Overrides nothing: Java lets it not see the method of the other package
        @PostCommit
        void told() {
            Told.call("here");
        }
    }
}
