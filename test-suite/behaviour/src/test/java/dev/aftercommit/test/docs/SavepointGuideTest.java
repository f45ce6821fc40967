package dev.aftercommit.test.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.TestFactory;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The examples of the guide to savepoints do what is said there. */
class SavepointGuideTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Order.class, Subscriber.class);

    @BeforeEach
    void nothingIsSent() {
        Mailer.SENT.clear();
    }

    @Test
    void orderIsChangedAfterTheGiftWasRolledBack() {
        SessionFactory sessionFactory = factory.get();

        sessionFactory.inTransaction(session -> {
            AfterCommit afterCommit = AfterCommit.of(session);
            Order order = new Order("tea", 2);
            session.persist(order);
            afterCommit.run(() -> Mailer.send(order.customer, "Your order " + order.id));
            try {
                afterCommit.inSavepoint(() -> takeGift(session, order.id));
            } catch (NoGiftLeftException e) {
                // what was loaded before is detached now: load it again before changing it
                session.find(Order.class, order.id).quantity = 3;
            }
        });

        assertThat(Mailer.SENT).containsExactly("ada@example.org: Your order 1");
        assertThat(factory.get().<Integer>fromTransaction(session -> session.find(Order.class, 1L).quantity))
                .isEqualTo(3);
        assertThat(factory.count(Order.class)).isEqualTo(1);
    }

    @Test
    void subscriberIsAskedForBeforeItIsInserted() {
        SessionFactory sessionFactory = factory.get();
        sessionFactory.inTransaction(session -> {
            if (session.find(Subscriber.class, 1L) == null) {
                Subscriber subscriber = new Subscriber();
                subscriber.email = "ada@example.org";
                session.persist(subscriber);
            }
        });

        assertThat(factory.count(Subscriber.class)).isEqualTo(1);
    }

    private static void takeGift(Session session, Long order) {
        session.persist(new Order("gift for " + order, 1));
        AfterCommit.of(session).run(() -> Mailer.send("nobody", "A gift"));
        throw new NoGiftLeftException();
    }
}
