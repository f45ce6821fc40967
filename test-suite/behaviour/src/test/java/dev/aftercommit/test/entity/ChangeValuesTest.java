package dev.aftercommit.test.entity;

import static dev.aftercommit.EntityOperation.DELETE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.EntityChange;
import dev.aftercommit.PostCommit;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.sql.Timestamp;
import java.util.Date;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.proxy.HibernateProxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R19: the values before a transaction's first flush of an entity, and as last flushed. */
@ExtendWith(Told.class)
class ChangeValuesTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Letter.class, Person.class);

    @BeforeEach
    void persist() {
        factory.inTransaction(session -> {
            session.persist(new Person(1));
            session.persist(new Person(2));
            Letter letter = new Letter(1);
            letter.sender = session.getReference(Person.class, 1);
            session.persist(letter);
        });
        Told.forget();
    }

    @Test
    void areThoseBeforeFirstFlushAndAfterLast() {
        change(letter -> letter.text = "b", letter -> letter.text = "c", letter -> letter.text = "d");

        assertThat(Told.change().oldValue("text")).isEqualTo("a");
        assertThat(Told.change().newValue("text")).isEqualTo("d");
    }

    @Test
    void areOfAChangeThatTellsItsOperationAndItsEntity() {
        change(letter -> letter.text = "b");

        assertThat(Told.change()).hasToString("UPDATE of " + Letter.class.getName() + "#1");
    }

    @Test
    void areThoseOfUnchangedAttributesToo() {
        change(letter -> letter.text = "b");

        assertThat(Told.change().oldValue("pages")).isEqualTo(1);
        assertThat(Told.change().newValue("pages")).isEqualTo(1);
    }

    @Test
    void areThoseBeforeFirstFlushForAttributeThatOnlySecondChanges() {
        change(letter -> letter.text = "b", letter -> letter.pages = 2);

        assertThat(Told.change().oldValue("pages")).isEqualTo(1);
        assertThat(Told.change().newValue("pages")).isEqualTo(2);
        assertThat(Told.change().newValue("text")).isEqualTo("b");
    }

    @Test
    void haveNoOldValueForInsert() {
        factory.inTransaction(session -> {
            Letter letter = new Letter(2);
            session.persist(letter);
            session.flush();
            letter.text = "b";
        });

        assertThat(Told.change().oldValue("text")).isNull();
        assertThat(Told.change().newValue("text")).isEqualTo("b");
    }

    @Test
    void haveNoNewValueForDelete() {
        factory.inTransaction(session -> session.remove(session.find(Letter.class, 1)));

        assertThat(Told.change().operation()).isEqualTo(DELETE);
        assertThat(Told.change().oldValue("text")).isEqualTo("a");
        assertThat(Told.change().newValue("text")).isNull();
    }

    @Test
    void haveOldValueBeforeUpdateForDelete() {
        factory.inTransaction(session -> {
            Letter letter = session.find(Letter.class, 1);
            letter.text = "b";
            session.flush();
            session.remove(letter);
        });

        assertThat(Told.change().oldValue("text")).isEqualTo("a");
        assertThat(Told.change().newValue("text")).isNull();
    }

    @Test
    void areThoseOfArrayThatIsChangedInPlace() {
        change(letter -> letter.picture[0] = 2, letter -> letter.picture[0] = 3);

        assertThat(Told.change().changedAttributes()).containsExactly("picture");
        assertThat(Told.change().oldValue("picture")).isEqualTo(new byte[] {1});
        assertThat(Told.change().newValue("picture")).isEqualTo(new byte[] {3});
    }

    @Test
    void areThoseOfDateThatIsChangedInPlace() {
        change(letter -> letter.sent.setTime(2000), letter -> letter.sent.setTime(3000));

        assertThat(Told.change().changedAttributes()).containsExactly("sent");
        assertThat(Told.change().oldValue("sent")).isEqualTo(new Timestamp(1000));
        assertThat(((Date) Told.change().newValue("sent")).getTime()).isEqualTo(3000);
    }

    @Test
    void areThoseOfEmbeddableThatIsChangedInPlace() {
        change(letter -> letter.address.street = "b", letter -> letter.address.street = "c");

        assertThat(Told.change().changedAttributes()).containsExactly("address");
        assertThat(((Address) Told.change().oldValue("address")).street).isEqualTo("a");
        assertThat(((Address) Told.change().newValue("address")).street).isEqualTo("c");
    }

    @Test
    void areNotThoseThatNeverWereFlushed() {
        factory.inTransaction(session -> {
            Letter letter = session.find(Letter.class, 1);
            letter.text = "b";
            letter.sent.setTime(2000);
            session.flush();
            letter.text = "c";
            letter.sent.setTime(3000);
            session.clear();
        });

        assertThat(Told.change().newValue("text")).isEqualTo("b");
        assertThat(((Date) Told.change().newValue("sent")).getTime()).isEqualTo(2000);
    }

    @Test
    void areNothingWhereMutableValuesEndAsTheyBegan() {
        change(
                letter -> {
                    letter.picture[0] = 2;
                    letter.sent.setTime(2000);
                    letter.address.street = "b";
                },
                letter -> {
                    letter.picture = new byte[] {1};
                    letter.sent = new Date(1000);
                    letter.address = new Address("a");
                });

        assertThat(Told.changes()).isEmpty();
    }

    @Test
    void areNothingWhereValuesOfInsertAfterDeleteAreEqual() {
        factory.inTransaction(session -> {
            session.remove(session.find(Letter.class, 1));
            session.flush();
            Letter letter = new Letter(1);
            letter.sender = session.getReference(Person.class, 1);
            session.persist(letter);
        });

        assertThat(Told.changes()).isEmpty();
    }

    @Test
    void compareLazyAssociationsByIdentifier() {
        factory.inTransaction(session -> {
            Letter letter = session.find(Letter.class, 1);
            letter.sender = session.find(Person.class, 2);
            session.flush();
            session.clear();
            session.find(Letter.class, 1).sender = session.getReference(Person.class, 1);
        });

        assertThat(Told.changes()).isEmpty();
    }

    @Test
    void areThoseOfLazyAssociation() {
        factory.inTransaction(session -> {
            Letter letter = session.find(Letter.class, 1);
            letter.sender = session.getReference(Person.class, 2);
        });
        EntityChange<?> change = Told.change();

        assertThat(change.changedAttributes()).containsExactly("sender");
        assertThat(change.oldValue("sender")).satisfies(old -> assertUnloaded(old, 1));
        assertThat(change.newValue("sender")).satisfies(now -> assertUnloaded(now, 2));
    }

    private static void assertUnloaded(Object reference, int id) {
        assertThat(Hibernate.isInitialized(reference)).isFalse();
        assertThat(HibernateProxy.extractLazyInitializer(reference).getInternalIdentifier())
                .isEqualTo(id);
    }

    @SafeVarargs
    private void change(Consumer<Letter>... flushes) {
        factory.inTransaction(session -> {
            for (Consumer<Letter> flush : flushes) {
                changeAndFlush(session, flush);
            }
        });
    }

    private static void changeAndFlush(Session session, Consumer<Letter> change) {
        change.accept(session.find(Letter.class, 1));
        session.flush();
    }

    @Entity(name = "Letter")
    static class Letter {
        @Id
        int id;

        String text = "a";
        int pages = 1;
        byte[] picture = {1};
        Date sent = new Date(1000);

        @Embedded
        Address address = new Address("a");

        @ManyToOne(fetch = FetchType.LAZY)
        Person sender;

        Letter() {}

        Letter(int id) {
            this.id = id;
        }

        @PostCommit
        void told(EntityChange<Letter> change) {
            Told.change(change);
        }
    }

    // Compares itself by identity, which is not how an association to it is compared
    @Entity(name = "Person")
    static class Person {
        @Id
        int id;

        Person() {}

        Person(int id) {
            this.id = id;
        }
    }

    @Embeddable
    static class Address {
        String street;

        Address() {}

        Address(String street) {
            this.street = street;
        }
    }
}
