package dev.aftercommit.test.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitSession;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R6: a container's proxy leads to the session of the moment, or to none")
class ContainerProxyTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Note.class);

    private final List<String> events = new ArrayList<>();
    private Session session;
    private StatelessSession stateless;
    private EntityManager proxy;

    @BeforeEach
    void makeProxy() {
        proxy = ContainerProxy.of(EntityManager.class, factory.get(), () -> session);
    }

    @AfterEach
    void close() {
        if (session != null) {
            session.close();
        }
    }

    @Test
    void defersInsideATransaction() {
        begin();
        AfterCommit.of(proxy).run(() -> events.add("callback"));
        assertThat(events).isEmpty();
        session.getTransaction().commit();
        assertThat(events).containsExactly("callback");
    }

    @Test
    void defersForAProxyOfASession() {
        Session sessionProxy = ContainerProxy.of(Session.class, factory.get(), () -> session);
        begin();
        AfterCommit.of(sessionProxy).run(() -> events.add("callback"));
        AfterCommit.of((EntityManager) sessionProxy).run(() -> events.add("of the entity manager"));
        session.getTransaction().commit();
        assertThat(events).containsExactly("callback", "of the entity manager");
    }

    @Test
    void defersForAProxyOfAStatelessSession() {
        StatelessSession statelessProxy = ContainerProxy.of(StatelessSession.class, factory.get(), () -> stateless);
        try (StatelessSession opened = factory.get().openStatelessSession()) {
            stateless = opened;
            opened.beginTransaction();
            AfterCommit.of(statelessProxy).run(() -> events.add("callback"));
            assertThat(events).isEmpty();
            opened.getTransaction().commit();
        }
        assertThat(events).containsExactly("callback");
    }

    @Test
    void runsAtOnceWhereTheProxyLeadsToNoSession() {
        AfterCommit.of(proxy).run(() -> events.add("at once"));
        assertThat(events).containsExactly("at once");
    }

    @Test
    void treatsTheOtherFormsAsWithoutATransactionWhereTheProxyLeadsToNoSession() {
        AfterCommit afterCommit = AfterCommit.of(proxy);
        afterCommit.runOnce("key", () -> events.add("once"));
        afterCommit.afterRollback(() -> events.add("rolled back"));
        afterCommit.afterCompletion(outcome -> events.add(outcome.name()));
        afterCommit.runInNewTransaction(inner -> inner.persist(new Note(1)));
        assertThat(afterCommit.isTransactionActive()).isFalse();
        assertThat(events).containsExactly("once", "COMMITTED");
        assertThat(factory.count(Note.class)).isEqualTo(1);
    }

    @Test
    void followsTheProxyFromOneSessionToTheNext() {
        AfterCommit afterCommit = AfterCommit.of(proxy);
        afterCommit.run(() -> events.add("before any"));
        begin();
        afterCommit.run(() -> events.add("rolled back"));
        session.getTransaction().rollback();
        session.close();
        begin();
        afterCommit.run(() -> events.add("committed"));
        session.getTransaction().commit();
        assertThat(events).containsExactly("before any", "committed");
    }

    @Test
    void sharesTheOrderWithTheSessionItself() {
        begin();
        AfterCommit.of(session).run(() -> events.add("session"));
        AfterCommit.of(proxy).run(() -> events.add("proxy"));
        AfterCommitSession.of(proxy).afterCommit(() -> events.add("view of the proxy"));
        session.getTransaction().commit();
        assertThat(events).containsExactly("session", "proxy", "view of the proxy");
    }

    @Test
    void letsAViewFollowTheProxy() {
        AfterCommitSession view = AfterCommitSession.of(proxy);
        begin();
        view.persist(new Note(1));
        view.afterCommit(() -> events.add("callback"));
        view.getTransaction().commit();
        assertThat(events).containsExactly("callback");
        assertThat(factory.count(Note.class)).isEqualTo(1);
    }

    @Test
    void letsAViewReachWhatOnlyTheSessionHas() {
        AfterCommitSession view = AfterCommitSession.of(proxy);
        begin();
        assertThat(view.isDefaultReadOnly()).isFalse();
    }

    @Test
    void saysThatThereIsNoSessionAtHand() {
        AfterCommitSession view = AfterCommitSession.of(proxy);
        assertThatIllegalStateException()
                .isThrownBy(view::isDefaultReadOnly)
                .withMessage("HAC000022: No session at hand. Found: a proxy of class "
                        + proxy.getClass().getName() + " that leads to none at the moment. Expected: a call inside a"
                        + " transaction, or whatever else gives the proxy a session.");
    }

    private void begin() {
        session = factory.open();
        session.beginTransaction();
    }
}
