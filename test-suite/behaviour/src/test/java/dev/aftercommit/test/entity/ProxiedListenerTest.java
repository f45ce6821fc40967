package dev.aftercommit.test.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.PostCommit;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Id;
import org.hibernate.resource.beans.container.spi.BeanContainer;
import org.hibernate.resource.beans.container.spi.ContainedBean;
import org.hibernate.resource.beans.spi.BeanInstanceProducer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R17: an entity listener that the bean container gives as a proxy")
@ExtendWith(Told.class)
class ProxiedListenerTest {

    @RegisterExtension
    final TestFactory factory =
            TestFactory.of(Parcel.class, Secret.class).with("hibernate.resource.beans.container", new Proxies());

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    @Test
    void isCalledByTheProxy() {
        factory.inTransaction(session -> session.persist(new Parcel()));
        assertThat(Told.calls()).containsExactly("by the proxy");
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void isNotCalledByAPrivateMethodWhichTheProxyWouldNotPassOn() {
        factory.inTransaction(session -> session.persist(new Secret()));
        assertThat(Told.calls()).isEmpty();
        assertThat(log.failures())
                .singleElement()
                .extracting(Throwable::getMessage)
                .isEqualTo("HAC000037: Private callback method '" + Spy.class.getName() + ".told()' of an entity"
                        + " listener that the bean container gives as a proxy. Found: the proxy class "
                        + SpyProxy.class.getName() + ". Expected: a method that is not private.");
    }

    @Entity(name = "Parcel")
    @EntityListeners(Carrier.class)
    static class Parcel {
        @Id
        int id = 1;
    }

    static class Carrier {
        @PostCommit
        void told(Parcel parcel) {
            Told.call("by the bean itself");
        }
    }

    private static final class CarrierProxy extends Carrier {
        @Override
        void told(Parcel parcel) {
            Told.call("by the proxy");
        }
    }

    @Entity(name = "Secret")
    @EntityListeners(Spy.class)
    static class Secret {
        @Id
        int id = 1;
    }

    static class Spy {
        @PostCommit
        private void told(Secret secret) {
            Told.call("never");
        }
    }

    private static final class SpyProxy extends Spy {}

    private static final class Proxies implements BeanContainer {

        @Override
        public <B> ContainedBean<B> getBean(Class<B> type, LifecycleOptions options, BeanInstanceProducer fallback) {
            if (type == Carrier.class) {
                return new Bean<>(type.cast(new CarrierProxy()), type);
            } else if (type == Spy.class) {
                return new Bean<>(type.cast(new SpyProxy()), type);
            }
            return new Bean<>(fallback.produceBeanInstance(type), type);
        }

        @Override
        public <B> ContainedBean<B> getBean(
                String name, Class<B> type, LifecycleOptions options, BeanInstanceProducer fallback) {
            return getBean(type, options, fallback);
        }

        @Override
        public void stop() {
            // nothing to give back
        }
    }
}
