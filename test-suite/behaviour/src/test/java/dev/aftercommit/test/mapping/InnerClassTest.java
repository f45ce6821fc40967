package dev.aftercommit.test.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.aftercommit.PostCommit;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.InstantiationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R17: an inner class as an entity, which Hibernate takes as long as it need not make one. */
class InnerClassTest {

    private final List<String> calls = new ArrayList<>();

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Inner.class);

    @Test
    void isToldWhereItIsPersisted() {
        factory.inTransaction(session -> session.persist(new Inner()));
        assertThat(calls).containsExactly("told");
    }

    @Test
    void isRefusedByHibernateWhereItIsLoaded() {
        factory.inTransaction(session -> session.persist(new Inner()));
        calls.clear();
        assertThat(catchThrowable(() -> factory.inTransaction(session -> session.find(Inner.class, 1))))
                .isInstanceOf(InstantiationException.class);
        assertThat(calls).isEmpty();
    }

    @Entity(name = "InnerEntity")
    class Inner {
        @Id
        int id = 1;

        @PostCommit
        void told() {
            calls.add("told");
        }
    }
}
