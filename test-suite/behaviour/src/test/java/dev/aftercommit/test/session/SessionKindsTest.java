package dev.aftercommit.test.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitSession;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R6: every kind of session of Hibernate is accepted")
class SessionKindsTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Note.class);

    private final List<String> events = new ArrayList<>();

    @Test
    void takesASession() {
        try (Session session = factory.open()) {
            AfterCommit afterCommit = AfterCommit.of(session);
            session.beginTransaction();
            register(afterCommit);
            session.getTransaction().commit();
        }
        assertThat(events).containsExactly("registered", "callback");
    }

    @Test
    void takesASessionAsAnEntityManager() {
        try (Session session = factory.open()) {
            session.beginTransaction();
            register(AfterCommit.of((EntityManager) session));
            session.getTransaction().commit();
        }
        assertThat(events).containsExactly("registered", "callback");
    }

    @Test
    void takesAStatelessSession() {
        try (StatelessSession session = factory.get().openStatelessSession()) {
            session.beginTransaction();
            register(AfterCommit.of(session));
            session.getTransaction().commit();
        }
        assertThat(events).containsExactly("registered", "callback");
    }

    @Test
    void takesASessionThatSharesAConnection() {
        factory.inTransaction(session -> {
            try (Session child = session.sessionWithOptions().connection().openSession()) {
                register(AfterCommit.of(child));
            }
        });
        assertThat(events).containsExactly("registered", "callback");
    }

    @Test
    void takesTheSessionThatIsBoundToTheThread() {
        factory.with("hibernate.current_session_context_class", "thread");
        Session current = factory.get().getCurrentSession();
        current.beginTransaction();
        register(AfterCommit.of(current));
        current.getTransaction().commit();
        assertThat(events).containsExactly("registered", "callback");
    }

    @Test
    void takesTheSessionThatIsBoundToTheThreadBeforeItsTransactionBegins() {
        factory.with("hibernate.current_session_context_class", "thread");
        Session current = factory.get().getCurrentSession();
        AfterCommit afterCommit = AfterCommit.of(current);
        afterCommit.run(() -> events.add("at once"));
        current.beginTransaction();
        register(afterCommit);
        current.getTransaction().commit();
        assertThat(events).containsExactly("at once", "registered", "callback");
    }

    @Test
    void takesAnEntityManagerOfJpaBootstrap() {
        try (EntityManager entityManager = factory.jpa().entityManagerFactory().createEntityManager()) {
            entityManager.getTransaction().begin();
            register(AfterCommit.of(entityManager));
            entityManager.getTransaction().commit();
        }
        assertThat(events).containsExactly("registered", "callback");
    }

    @Test
    void takesAnAfterCommitSession() {
        factory.inTransaction(session -> {
            Session view = AfterCommitSession.of(session);
            register(AfterCommit.of(view));
            AfterCommit.of(session).run(() -> events.add("of the session"));
        });
        assertThat(events).containsExactly("registered", "callback", "of the session");
    }

    @Test
    void takesASessionWithOptions() {
        try (Session session = factory.get().withOptions().autoClose(true).openSession()) {
            session.beginTransaction();
            register(AfterCommit.of(session));
            session.getTransaction().commit();
        }
        assertThat(events).containsExactly("registered", "callback");
    }

    @Test
    void takesASessionOverAConnectionOfItsUser() throws SQLException {
        try (Connection connection = factory.connections().getConnection();
                Session session =
                        factory.get().withOptions().connection(connection).openSession()) {
            session.beginTransaction();
            register(AfterCommit.of(session));
            session.getTransaction().commit();
        }
        assertThat(events).containsExactly("registered", "callback");
    }

    private void register(AfterCommit afterCommit) {
        afterCommit.run(() -> events.add("callback"));
        events.add("registered");
    }
}
