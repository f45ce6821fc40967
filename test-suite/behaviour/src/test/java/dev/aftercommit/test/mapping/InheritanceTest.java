package dev.aftercommit.test.mapping;

import static dev.aftercommit.EntityOperation.DELETE;
import static dev.aftercommit.EntityOperation.INSERT;
import static dev.aftercommit.EntityOperation.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.EntityChange;
import dev.aftercommit.PostCommit;
import dev.aftercommit.test.entity.Told;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.MappedSuperclass;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** R20: the three kinds of inheritance. */
@ExtendWith(Told.class)
@ParameterizedClass
@MethodSource("strategies")
class InheritanceTest {

    private final Class<? extends Vehicle> root;
    private final Supplier<? extends Vehicle> car;

    @RegisterExtension
    final TestFactory factory;

    InheritanceTest(Class<? extends Vehicle> root, Supplier<? extends Vehicle> car) {
        this.root = root;
        this.car = car;
        this.factory = TestFactory.of(root, car.get().getClass());
    }

    static Stream<Arguments> strategies() {
        return Stream.of(
                Arguments.of(Single.class, Named.<Supplier<Vehicle>>of("SINGLE_TABLE", SingleCar::new)),
                Arguments.of(Joined.class, Named.<Supplier<Vehicle>>of("JOINED", JoinedCar::new)),
                Arguments.of(PerClass.class, Named.<Supplier<Vehicle>>of("TABLE_PER_CLASS", PerClassCar::new)));
    }

    @Test
    void callsMethodsOfRootAndOfSubclass() {
        factory.inTransaction(session -> session.persist(car.get()));

        assertThat(Told.calls()).containsExactly("vehicle", "root", "car");
        assertThat(Told.change().operation()).isEqualTo(INSERT);
        assertThat(Told.change().entityName()).isEqualTo(car.get().getClass().getName());
    }

    @Test
    void tellsUpdateOfInstanceThatWasLoadedAsRoot() {
        persist();

        factory.inTransaction(session -> session.find(root, 1).wheels = 3);

        assertThat(Told.operations()).containsExactly(UPDATE);
        assertThat(Told.change().changedAttributes()).containsExactly("wheels");
        assertThat(Told.calls()).containsExactly("vehicle", "root", "car");
    }

    @Test
    void tellsUpdateOfAttributeOfSubclass() {
        persist();

        factory.inTransaction(session -> session.find(root, 1).seats(2));

        assertThat(Told.change().changedAttributes()).containsExactly("seats");
        assertThat(Told.change().oldValue("seats")).isEqualTo(5);
    }

    @Test
    void tellsOneChangeOfReferenceAsRootAndOfInstance() {
        persist();

        factory.inTransaction(session -> {
            session.find(car.get().getClass(), 1).wheels = 3;
            session.flush();
            session.clear();
            session.remove(session.getReference(root, 1));
        });

        assertThat(Told.operations()).containsExactly(DELETE);
        assertThat(factory.count(root)).isZero();
    }

    private void persist() {
        factory.inTransaction(session -> session.persist(car.get()));
        Told.forget();
    }

    @MappedSuperclass
    abstract static class Vehicle {
        @Id
        int id = 1;

        int wheels = 4;

        abstract void seats(int seats);

        @PostCommit
        private void told(EntityChange<?> change) {
            Told.change(change);
            Told.call("vehicle");
        }
    }

    @Entity(name = "Single")
    @Inheritance(strategy = InheritanceType.SINGLE_TABLE)
    abstract static class Single extends Vehicle {
        @PostCommit
        void toldRoot() {
            Told.call("root");
        }
    }

    @Entity(name = "SingleCar")
    static class SingleCar extends Single {
        int seats = 5;

        @Override
        void seats(int seats) {
            this.seats = seats;
        }

        @PostCommit
        private void told() {
            Told.call("car");
        }
    }

    @Entity(name = "Joined")
    @Inheritance(strategy = InheritanceType.JOINED)
    abstract static class Joined extends Vehicle {
        @PostCommit
        void toldRoot() {
            Told.call("root");
        }
    }

    @Entity(name = "JoinedCar")
    static class JoinedCar extends Joined {
        int seats = 5;

        @Override
        void seats(int seats) {
            this.seats = seats;
        }

        @PostCommit
        private void told() {
            Told.call("car");
        }
    }

    @Entity(name = "PerClass")
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    abstract static class PerClass extends Vehicle {
        @PostCommit
        void toldRoot() {
            Told.call("root");
        }
    }

    @Entity(name = "PerClassCar")
    static class PerClassCar extends PerClass {
        int seats = 5;

        @Override
        void seats(int seats) {
            this.seats = seats;
        }

        @PostCommit
        private void told() {
            Told.call("car");
        }
    }
}
