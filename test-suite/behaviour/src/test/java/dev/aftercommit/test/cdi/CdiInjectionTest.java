package dev.aftercommit.test.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitSession;
import dev.aftercommit.PostCommit;
import dev.aftercommit.test.entity.Told;
import dev.aftercommit.test.support.TestFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R6: what CDI injects from the plain jar follows the session of the application's entity manager. */
@ExtendWith(Told.class)
class CdiInjectionTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Item.class);

    private SeContainer container;

    @BeforeEach
    void start() {
        Sessions.factory = factory.get();
        container = SeContainerInitializer.newInstance()
                .addBeanClasses(Sessions.class, Shop.class)
                .initialize();
    }

    @AfterEach
    void stop() {
        container.close();
        Sessions.factory = null;
    }

    @Test
    void afterCommitRunsCallbackAfterCommit() {
        request(shop -> {
            shop.entityManager.getTransaction().begin();
            shop.afterCommit.run(() -> Told.call("committed"));
            assertThat(Told.calls()).isEmpty();
            shop.entityManager.getTransaction().commit();
        });

        assertThat(Told.calls()).containsExactly("committed");
    }

    @Test
    void afterCommitRunsNothingAfterRollback() {
        request(shop -> {
            shop.entityManager.getTransaction().begin();
            shop.afterCommit.run(() -> Told.call("committed"));
            shop.afterCommit.afterRollback(() -> Told.call("rolled back"));
            shop.entityManager.getTransaction().rollback();
        });

        assertThat(Told.calls()).containsExactly("rolled back");
    }

    @Test
    void afterCommitRunsCallbackAtOnceWithoutTransaction() {
        request(shop -> {
            shop.afterCommit.run(() -> Told.call("run"));

            assertThat(Told.calls()).containsExactly("run");
            assertThat(shop.afterCommit.isTransactionActive()).isFalse();
        });
    }

    @Test
    void afterCommitSessionIsTheSessionOfTheEntityManager() {
        request(shop -> {
            shop.entityManager.getTransaction().begin();
            Item item = new Item(1);
            shop.session.persist(item);
            shop.session.flush();
            shop.session.afterCommit(() -> Told.call("committed"));
            assertThat(shop.entityManager.contains(item)).isTrue();
            shop.entityManager.getTransaction().commit();
        });

        assertThat(Told.calls()).containsExactly("item 1", "committed");
        assertThat(factory.count(Item.class)).isEqualTo(1);
    }

    @Test
    void bothFollowTheSessionOfTheRequest() {
        request(shop -> {
            shop.entityManager.getTransaction().begin();
            shop.afterCommit.run(() -> Told.call("never"));
            shop.session.afterCommit(() -> Told.call("never"));
        });
        request(shop -> {
            shop.entityManager.getTransaction().begin();
            shop.afterCommit.run(() -> Told.call("second"));
            shop.session.afterCommit(() -> Told.call("third"));
            shop.session.persist(new Item(2));
            shop.entityManager.getTransaction().commit();
        });

        assertThat(Told.calls()).containsExactly("second", "third", "item 2");
    }

    @Test
    void entityManagerAndSessionOfTheApplicationStayUnambiguous() {
        request(shop -> {
            assertThat(container.select(EntityManager.class).isResolvable()).isTrue();
            assertThat(container.select(Session.class).isResolvable()).isTrue();
            assertThat(shop.entityManager).isNotInstanceOf(AfterCommitSession.class);
            assertThat(shop.plainSession).isNotInstanceOf(AfterCommitSession.class);
            assertThat(shop.plainSession.isOpen()).isTrue();
        });
    }

    @Test
    void applicationWithoutEntityManagerStarts() {
        try (SeContainer other = SeContainerInitializer.newInstance()
                .addBeanClasses(Nothing.class)
                .initialize()) {
            assertThat(other.select(Nothing.class).get().toString()).isEqualTo("nothing");
        }
    }

    private void request(Consumer<Shop> work) {
        RequestContextController requests =
                container.select(RequestContextController.class).get();
        requests.activate();
        try {
            Shop shop = container.select(Shop.class).get();
            shop.serve(work);
        } finally {
            requests.deactivate();
        }
    }

    @ApplicationScoped
    public static class Sessions {

        private static SessionFactory factory;

        // A Session is an EntityManager too, so that it serves either injection point
        @Produces
        @RequestScoped
        public Session open() {
            return factory.openSession();
        }

        public void close(@Disposes Session session) {
            session.close();
        }
    }

    @ApplicationScoped
    public static class Shop {
        @Inject
        AfterCommit afterCommit;

        @Inject
        AfterCommitSession session;

        @Inject
        EntityManager entityManager;

        @Inject
        Session plainSession;

        // Called on the instance itself, whose fields are injected, not on the proxy
        public void serve(Consumer<Shop> work) {
            work.accept(this);
        }
    }

    @ApplicationScoped
    public static class Nothing {
        @Override
        public String toString() {
            return "nothing";
        }
    }

    @Entity(name = "Item")
    static class Item {
        @Id
        int id;

        Item() {}

        Item(int id) {
            this.id = id;
        }

        @PostCommit
        void told() {
            Told.call("item " + id);
        }
    }
}
