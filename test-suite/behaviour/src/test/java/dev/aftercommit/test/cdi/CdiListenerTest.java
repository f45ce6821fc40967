package dev.aftercommit.test.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.PostCommit;
import dev.aftercommit.test.entity.Told;
import dev.aftercommit.test.support.TestFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Id;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R17: entity listeners that CDI creates. */
@ExtendWith(Told.class)
class CdiListenerTest {

    private final SeContainer container = SeContainerInitializer.newInstance()
            .addBeanClasses(Mailer.class, MailListener.class)
            .initialize();

    @RegisterExtension
    final TestFactory factory =
            TestFactory.of(Order.class).with("jakarta.persistence.bean.manager", container.getBeanManager());

    @AfterEach
    void stop() {
        container.close();
    }

    @Test
    void listenerHasItsBeansInjected() {
        factory.inTransaction(session -> session.persist(new Order()));

        assertThat(Told.calls()).containsExactly("mail for 1");
    }

    @Entity(name = "Orders")
    @EntityListeners(MailListener.class)
    static class Order {
        @Id
        int id = 1;
    }

    @ApplicationScoped
    public static class MailListener {
        @Inject
        Mailer mailer;

        @PostCommit
        void confirm(Order order) {
            mailer.send("mail for " + order.id);
        }
    }

    @ApplicationScoped
    public static class Mailer {
        public void send(String mail) {
            Told.call(mail);
        }
    }
}
