package dev.aftercommit.test.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitSession;
import dev.aftercommit.test.entity.Told;
import dev.aftercommit.test.support.TestFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R6: an entity manager as a container offers it, a proxy that leads to the session of the current transaction. */
@ExtendWith(Told.class)
class ContainerProxyTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Item.class).with("hibernate.current_session_context_class", "thread");

    private SeContainer container;

    @BeforeEach
    void start() {
        PersistenceContext.factory = factory.get();
        container = SeContainerInitializer.newInstance()
                .addBeanClasses(PersistenceContext.class)
                .initialize();
    }

    @AfterEach
    void stop() {
        container.close();
        PersistenceContext.factory = null;
    }

    @Test
    void afterCommitFollowsTheCurrentSession() {
        AfterCommit afterCommit = container.select(AfterCommit.class).get();
        Session first = begin();
        afterCommit.run(() -> Told.call("first"));
        first.getTransaction().rollback();
        Session second = begin();
        afterCommit.run(() -> Told.call("second"));
        second.getTransaction().commit();

        assertThat(Told.calls()).containsExactly("second");
    }

    @Test
    void afterCommitSessionFollowsTheCurrentSession() {
        AfterCommitSession injected = container.select(AfterCommitSession.class).get();
        Session first = begin();
        injected.afterCommit(() -> Told.call("first"));
        first.getTransaction().rollback();
        Session second = begin();
        injected.persist(new Item());
        injected.afterCommit(() -> Told.call("second"));
        second.getTransaction().commit();

        assertThat(Told.calls()).containsExactly("second");
        assertThat(factory.count(Item.class)).isEqualTo(1);
    }

    private Session begin() {
        Session session = factory.get().getCurrentSession();
        session.beginTransaction();
        return session;
    }

    @ApplicationScoped
    public static class PersistenceContext {

        private static SessionFactory factory;

        // Without a scope, as a container's own resources are
        @Produces
        public EntityManager entityManager() {
            return (EntityManager) Proxy.newProxyInstance(
                    PersistenceContext.class.getClassLoader(),
                    new Class<?>[] {EntityManager.class},
                    (proxy, method, arguments) -> callCurrent(method, arguments));
        }

        private static Object callCurrent(Method method, Object[] arguments) throws Throwable {
            try {
                return method.invoke(factory.getCurrentSession(), arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }

    @Entity(name = "Item")
    static class Item {
        @Id
        int id = 1;
    }
}
