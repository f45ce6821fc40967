package dev.aftercommit.test.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.test.jta.Jta;
import dev.aftercommit.test.support.TestFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.persistence.EntityManager;
import jakarta.transaction.TransactionScoped;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The examples of the guide to Jakarta EE do what is said there, with CDI, {@code @Transactional} and JTA. */
class JakartaGuideTest {

    @RegisterExtension
    final TestFactory factory = Jta.factory(Order.class, Subscriber.class);

    @RegisterExtension
    final Jta jta = new Jta();

    private SeContainer container;

    @BeforeEach
    void start() {
        Mailer.SENT.clear();
        Resources.factory = factory;
        factory.get();
        container = SeContainerInitializer.newInstance()
                .addBeanClasses(Resources.class, OrdersBefore.class, Orders.class, Newsletter.class)
                .initialize();
    }

    @AfterEach
    void stop() {
        container.close();
        Resources.factory = null;
    }

    @Test
    void mailIsSentAfterTheCommitAsBefore() {
        container.select(OrdersBefore.class).get().order("tea");

        assertThat(Mailer.SENT).containsExactly("ada@example.org: Your order 1");
    }

    @Test
    void mailIsSentAfterTheCommit() {
        container.select(Orders.class).get().order("tea");

        assertThat(Mailer.SENT).containsExactly("ada@example.org: Your order 1");
        assertThat(factory.count(Order.class)).isEqualTo(1);
    }

    @Test
    void whatAnObserverWritesIsKept() {
        container.select(Orders.class).get().order("tea");

        assertThat(factory.count(Subscriber.class)).isEqualTo(1);
    }

    @Test
    void nothingRunsAfterARollback() {
        Jta.begin();
        container.select(Orders.class).get().order("tea");
        jta.rollback();

        assertThat(Mailer.SENT).isEmpty();
        assertThat(factory.count(Subscriber.class)).isZero();
    }

    /** What a container offers. */
    @ApplicationScoped
    static class Resources {

        static TestFactory factory;

        @Produces
        @TransactionScoped
        EntityManager open() {
            return factory.open();
        }

        void close(@Disposes EntityManager entityManager) {
            entityManager.close();
        }
    }
}
