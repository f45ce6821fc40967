package dev.aftercommit.test.docs;

import static dev.aftercommit.EntityOperation.INSERT;
import static dev.aftercommit.testing.CapturedCallbacksAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.test.support.TestFactory;
import dev.aftercommit.testing.CaptureAfterCommitExtension;
import dev.aftercommit.testing.CapturedCallbacks;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

@ExtendWith(CaptureAfterCommitExtension.class)
class SignUpTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Guest.class);

    private SessionFactory sessionFactory;
    private Session session;

    @BeforeEach
    void begin() {
        Mailer.SENT.clear();
        sessionFactory = factory.get();
        session = sessionFactory.openSession();
        session.beginTransaction();
    }

    @AfterEach
    void rollBack() {
        session.getTransaction().rollback();
        session.close();
    }

    @Test
    void welcomesAGuest(CapturedCallbacks captured) {
        session.persist(new Guest("ada@example.org"));

        assertThat(captured.flush(session)).contains(Guest.class, INSERT);
        captured.runAll();

        assertThat(Mailer.SENT).containsExactly("ada@example.org: Welcome!");
    }
}
