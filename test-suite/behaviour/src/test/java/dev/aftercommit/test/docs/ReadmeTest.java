package dev.aftercommit.test.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.TestFactory;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The examples of the README do what is said there. */
class ReadmeTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Customer.class, Order.class, Subscriber.class);

    @BeforeEach
    void nothingIsSent() {
        Mailer.SENT.clear();
    }

    @Test
    void welcomesCustomerAfterCommit() {
        factory.get().inTransaction(session -> {
            Customer customer = new Customer();
            customer.email = "ada@example.org";
            session.persist(customer);
            session.flush();
            assertThat(Mailer.SENT).isEmpty();
        });

        assertThat(Mailer.SENT).containsExactly("ada@example.org: Welcome!");
    }

    @Test
    void confirmsOrderAfterCommit() {
        SessionFactory sessionFactory = factory.get();

        sessionFactory.inTransaction(session -> {
            Order order = new Order("tea", 2);
            session.persist(order);
            AfterCommit.of(session).run(() -> Mailer.send(order.customer, "Your order " + order.id));
        });

        assertThat(Mailer.SENT).containsExactly("ada@example.org: Your order 1");
    }

    @Test
    void confirmsNewAddressOnlyIfItChanged() {
        Long id = factory.get().fromTransaction(session -> {
            Subscriber subscriber = new Subscriber();
            subscriber.email = "old@example.org";
            session.persist(subscriber);
            return subscriber.id;
        });
        factory.get().inTransaction(session -> session.find(Subscriber.class, id).name = "Ada");
        factory.get().inTransaction(session -> session.find(Subscriber.class, id).email = "new@example.org");

        assertThat(Mailer.SENT).containsExactly("old@example.org: Your address is now new@example.org");
    }
}
