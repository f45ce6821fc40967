package dev.aftercommit.test.entity;

import static dev.aftercommit.EntityOperation.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.PostCommit;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R17, R19: methods that wait for the change of an attribute. */
@ExtendWith(Told.class)
class IfChangedTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Account.class);

    @BeforeEach
    void persist() {
        factory.inTransaction(session -> session.persist(new Account()));
    }

    @Test
    void isNotCalledForInsert() {
        assertThat(Told.calls()).isEmpty();
    }

    @Test
    void isNotCalledForDelete() {
        factory.inTransaction(session -> {
            Account account = session.find(Account.class, 1);
            account.email = "b";
            session.flush();
            session.remove(account);
        });

        assertThat(Told.calls()).isEmpty();
    }

    @Test
    void isCalledWhereAttributeChanged() {
        change(account -> account.email = "b");

        assertThat(Told.calls()).containsExactlyInAnyOrder("email", "email or name");
    }

    @Test
    void isCalledOnceWhereSeveralAttributesChanged() {
        change(account -> {
            account.email = "b";
            account.name = "b";
        });

        assertThat(Told.calls()).containsExactlyInAnyOrder("email", "email or name", "name");
    }

    @Test
    void isNotCalledWhereOtherAttributeChanged() {
        change(account -> account.logins = 2);

        assertThat(Told.calls()).isEmpty();
    }

    @Test
    void isNotCalledWhereAttributeEndsWhereItBegan() {
        factory.inTransaction(session -> {
            Account account = session.find(Account.class, 1);
            account.email = "b";
            session.flush();
            account.email = "a";
            account.logins = 2;
        });

        assertThat(Told.calls()).isEmpty();
    }

    @Test
    void isCalledWhereEmbeddableChanged() {
        change(account -> account.address.city = "b");

        assertThat(Told.calls()).containsExactly("address");
    }

    @Test
    void isCalledWhereAssociationChanged() {
        change(account -> account.parent = account);

        assertThat(Told.calls()).containsExactly("parent");
    }

    @Test
    void isCalledWhereCollectionChanged() {
        change(account -> account.tags.add("b"));

        assertThat(Told.calls()).containsExactly("tags");
    }

    private void change(Consumer<Account> change) {
        factory.inTransaction(session -> change.accept(session.find(Account.class, 1)));
    }

    @MappedSuperclass
    abstract static class Named {
        String name = "a";

        @PostCommit(ifChanged = "name")
        void nameChanged() {
            Told.call("name");
        }
    }

    @Entity(name = "Account")
    static class Account extends Named {
        @Id
        int id = 1;

        @Version
        int version;

        String email = "a";
        int logins;

        @Embedded
        Address address = new Address();

        @ManyToOne
        Account parent;

        @ElementCollection
        List<String> tags = new ArrayList<>();

        @PostCommit(ifChanged = "email")
        void emailChanged() {
            Told.call("email");
        }

        @PostCommit(
                on = UPDATE,
                ifChanged = {"email", "name"})
        void emailOrNameChanged() {
            Told.call("email or name");
        }

        @PostCommit(ifChanged = "address")
        void addressChanged() {
            Told.call("address");
        }

        @PostCommit(ifChanged = "parent")
        void parentChanged() {
            Told.call("parent");
        }

        @PostCommit(ifChanged = "tags")
        void tagsChanged() {
            Told.call("tags");
        }
    }

    @Embeddable
    static class Address {
        String city = "a";
    }
}
