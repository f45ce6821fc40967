package dev.aftercommit.test.mapping;

import static dev.aftercommit.EntityOperation.INSERT;
import static dev.aftercommit.EntityOperation.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.EntityChange;
import dev.aftercommit.PostCommit;
import dev.aftercommit.test.entity.Told;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.MappedSuperclass;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.annotations.NaturalId;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** R19, R20: identifiers, generated and assigned, of one part and of several. */
@ExtendWith(Told.class)
class IdentifierTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(
            ByIdentity.class, BySequence.class, ByUuid.class, ByKey.class, ByParts.class, ByNaturalId.class);

    static Stream<Named<Supplier<Row>>> generated() {
        return Stream.of(
                Named.of("IDENTITY", ByIdentity::new),
                Named.of("SEQUENCE", BySequence::new),
                Named.of("UUID", ByUuid::new),
                Named.of("a record", () -> new ByKey("x", 1)),
                Named.of("several attributes", () -> new ByParts("x", 1)));
    }

    @ParameterizedTest
    @MethodSource("generated")
    void insertAndUpdateIsInsert(Supplier<Row> type) {
        Row row = type.get();
        factory.inTransaction(session -> {
            session.persist(row);
            session.flush();
            row.name = "b";
        });

        assertThat(Told.operations()).containsExactly(INSERT);
        assertThat(Told.change().newValue("name")).isEqualTo("b");
    }

    @ParameterizedTest
    @MethodSource("generated")
    void persistAndRemoveInOneFlushIsNothing(Supplier<Row> type) {
        factory.inTransaction(session -> {
            Row row = type.get();
            session.persist(row);
            session.remove(row);
        });

        assertThat(Told.changes()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("generated")
    void changeOverClearIsOne(Supplier<Row> type) {
        Row row = type.get();
        factory.inTransaction(session -> session.persist(row));
        Object id = Told.change().id();
        Told.forget();

        factory.inTransaction(session -> {
            session.find(row.getClass(), id).name = "b";
            session.flush();
            session.clear();
            session.find(row.getClass(), id).name = "c";
        });

        assertThat(Told.operations()).containsExactly(UPDATE);
        assertThat(Told.change().id()).isEqualTo(id);
        assertThat(Told.change().oldValue("name")).isEqualTo("a");
    }

    @Test
    void isTheRecordOfEmbeddedId() {
        factory.inTransaction(session -> session.persist(new ByKey("x", 1)));

        assertThat(Told.change().id()).isEqualTo(new Key("x", 1));
    }

    @Test
    void isTheIdClass() {
        factory.inTransaction(session -> session.persist(new ByParts("x", 1)));

        assertThat(Told.change().id()).isEqualTo(new Parts("x", 1));
    }

    @Test
    void tellsApartEntitiesOfEqualIdentifier() {
        factory.inTransaction(session -> {
            session.persist(new ByIdentity());
            session.persist(new BySequence());
            session.persist(new ByNaturalId());
        });

        assertThat(Told.changes())
                .extracting(EntityChange::entityName)
                .containsExactlyInAnyOrder(
                        ByIdentity.class.getName(), BySequence.class.getName(), ByNaturalId.class.getName());
        assertThat(Told.changes()).extracting(EntityChange::id).containsOnly(1L);
    }

    @Test
    void changeOfNaturalIdIsUpdate() {
        factory.inTransaction(session -> session.persist(new ByNaturalId()));
        Told.forget();

        factory.inTransaction(session -> session.find(ByNaturalId.class, 1L).code = "B");

        assertThat(Told.operations()).containsExactly(UPDATE);
        assertThat(Told.change().changedAttributes()).containsExactly("code");
        assertThat(Told.change().oldValue("code")).isEqualTo("A");
    }

    @MappedSuperclass
    abstract static class Row {
        String name = "a";

        @PostCommit
        private void told(EntityChange<?> change) {
            Told.change(change);
        }
    }

    @Entity(name = "ByIdentity")
    static class ByIdentity extends Row {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;
    }

    @Entity(name = "BySequence")
    static class BySequence extends Row {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE)
        Long id;
    }

    @Entity(name = "ByUuid")
    static class ByUuid extends Row {
        @Id
        @GeneratedValue(strategy = GenerationType.UUID)
        UUID id;
    }

    @Embeddable
    record Key(String shop, int number) {}

    @Entity(name = "ByKey")
    static class ByKey extends Row {
        @EmbeddedId
        Key id;

        ByKey() {}

        ByKey(String shop, int number) {
            id = new Key(shop, number);
        }
    }

    record Parts(String shop, int number) {}

    @Entity(name = "ByParts")
    @IdClass(Parts.class)
    static class ByParts extends Row {
        @Id
        String shop;

        @Id
        int number;

        ByParts() {}

        ByParts(String shop, int number) {
            this.shop = shop;
            this.number = number;
        }
    }

    @Entity(name = "ByNaturalId")
    static class ByNaturalId extends Row {
        @Id
        Long id = 1L;

        @NaturalId(mutable = true)
        String code = "A";
    }
}
