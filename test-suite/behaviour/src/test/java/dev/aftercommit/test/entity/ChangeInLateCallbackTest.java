package dev.aftercommit.test.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.PostCommit;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName(
        "R1: what a callback flushes that is called at the next begin is told after the commit of that transaction")
@ExtendWith(Told.class)
class ChangeInLateCallbackTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Parcel.class);

    private Session session;

    @BeforeEach
    void failRollback() {
        session = factory.open();
        session.beginTransaction();
        AfterCommit.of(session).afterCompletion(outcome -> {
            session.persist(new Parcel());
            session.flush();
        });
        factory.connections().failNext("rollback");
        assertThatThrownBy(() -> session.getTransaction().rollback()).isNotNull();
        session.beginTransaction();
    }

    @Test
    void isToldAfterTheCommit() {
        assertThat(Told.calls()).isEmpty();
        session.getTransaction().commit();
        assertThat(Told.calls()).containsExactly("committed");
        session.close();
    }

    @Test
    void isNotToldAfterARollback() {
        session.getTransaction().rollback();
        assertThat(Told.calls()).isEmpty();
        session.close();
    }

    @Entity(name = "Parcel")
    static class Parcel {
        @Id
        int id = 1;

        @PostCommit
        void committed() {
            Told.call("committed");
        }
    }
}
