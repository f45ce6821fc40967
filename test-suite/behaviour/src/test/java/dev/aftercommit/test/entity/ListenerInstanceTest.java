package dev.aftercommit.test.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.aftercommit.PostCommit;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.resource.beans.container.spi.BeanContainer;
import org.hibernate.resource.beans.container.spi.ContainedBean;
import org.hibernate.resource.beans.spi.BeanInstanceProducer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R17: where the instances of entity listeners come from. */
@ExtendWith(Told.class)
class ListenerInstanceTest {

    private static int created;

    private final Container container = new Container();

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Letter.class);

    @RegisterExtension
    final TestFactory contained = TestFactory.of(Letter.class).with("hibernate.resource.beans.container", container);

    @RegisterExtension
    final TestFactory broken = TestFactory.of(Broken.class);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    @BeforeEach
    void forgetInstances() {
        created = 0;
    }

    @Test
    void createsListenerAtFirstCallOnly() {
        factory.inTransaction(session -> session.find(Letter.class, 1));
        assertThat(created).isZero();

        factory.inTransaction(session -> session.persist(new Letter(1)));
        factory.inTransaction(session -> session.persist(new Letter(2)));

        assertThat(created).isEqualTo(1);
        assertThat(Told.calls()).containsExactly("1 by nobody", "2 by nobody");
    }

    @Test
    void asksBeanContainerForListener() {
        contained.inTransaction(session -> session.persist(new Letter(1)));

        assertThat(Told.calls()).containsExactly("1 by the container");
    }

    @Test
    void asksBeanContainerAtFirstCallOnly() {
        contained.inTransaction(session -> session.find(Letter.class, 1));

        assertThat(container.asked).doesNotContain(Postman.class);
    }

    @Test
    void logsListenerThatCannotBeCreatedAndCallsTheOthers() {
        broken.inTransaction(session -> session.persist(new Broken()));

        assertThat(Told.calls()).containsExactlyInAnyOrder("of the other listener", "of the entity");
        assertThat(log.messages()).hasSize(1);
        assertThat(log.failures())
                .extracting(ListenerInstanceTest::rootOf)
                .extracting(Throwable::getClass, Throwable::getMessage)
                .containsExactly(tuple(IllegalStateException.class, "no postman today"));
    }

    private static Throwable rootOf(Throwable failure) {
        return failure.getCause() == null ? failure : rootOf(failure.getCause());
    }

    @Entity(name = "Letter")
    @EntityListeners(Postman.class)
    static class Letter {
        @Id
        int id;

        Letter() {}

        Letter(int id) {
            this.id = id;
        }
    }

    static class Postman {
        String sender = "nobody";

        Postman() {
            created++;
        }

        @PostCommit
        void deliver(Letter letter) {
            Told.call(letter.id + " by " + sender);
        }
    }

    @Entity(name = "Broken")
    @EntityListeners({Uncreatable.class, Other.class})
    static class Broken {
        @Id
        int id = 1;

        @PostCommit
        void told() {
            Told.call("of the entity");
        }
    }

    static class Uncreatable {
        Uncreatable() {
            throw new IllegalStateException("no postman today");
        }

        @PostCommit
        void told(Broken entity) {
            Told.call("never");
        }
    }

    static class Other {
        @PostCommit
        void told(Broken entity) {
            Told.call("of the other listener");
        }
    }

    private static final class Container implements BeanContainer {

        private final List<Class<?>> asked = new ArrayList<>();

        @Override
        public <B> ContainedBean<B> getBean(Class<B> type, LifecycleOptions options, BeanInstanceProducer fallback) {
            asked.add(type);
            B bean = fallback.produceBeanInstance(type);
            if (bean instanceof Postman postman) {
                postman.sender = "the container";
            }
            return new Bean<>(bean, type);
        }

        @Override
        public <B> ContainedBean<B> getBean(
                String name, Class<B> type, LifecycleOptions options, BeanInstanceProducer fallback) {
            return getBean(type, options, fallback);
        }

        @Override
        public void stop() {
            asked.clear();
        }
    }
}
