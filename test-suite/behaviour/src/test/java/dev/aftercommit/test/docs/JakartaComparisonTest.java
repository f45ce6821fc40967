package dev.aftercommit.test.docs;

import static jakarta.enterprise.event.TransactionPhase.AFTER_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.jta.Jta;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.persistence.EntityManager;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.util.ArrayList;
import java.util.List;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.transaction.spi.TransactionServices;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("What the guide to Jakarta EE says of a Synchronization, of an observer and of the library is so")
class JakartaComparisonTest {

    @RegisterExtension
    final TestFactory factory = Jta.factory(Order.class, Subscriber.class);

    @RegisterExtension
    final Jta jta = new Jta();

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final List<String> events = new ArrayList<>();
    private SeContainer container;

    @BeforeEach
    void start() {
        factory.get();
        JakartaGuideTest.Resources.factory = factory;
        container = new Weld()
                .addBeanClasses(JakartaGuideTest.Resources.class, Observer.class, Newsletter.class)
                .addServices(new Transactions())
                .initialize();
    }

    @AfterEach
    void stop() {
        container.close();
        JakartaGuideTest.Resources.factory = null;
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheLibraryKeepsWhatATransactionalBeanWrites(Way way) {
        Newsletter newsletter = container.select(Newsletter.class).get();
        commit(way, () -> newsletter.subscribe(new OrderPlaced(1L, "ada@example.org")));

        assertThat(factory.count(Subscriber.class)).isEqualTo(way == Way.AFTER_COMMIT ? 1 : 0);
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheLibraryLetsATransactionBegin(Way way) {
        commit(way, () -> {
            if (way == Way.AFTER_COMMIT) {
                assertThatCode(Jta::begin).doesNotThrowAnyException();
                jta.rollback();
            } else {
                assertThatThrownBy(Jta::begin).hasCauseInstanceOf(NotSupportedException.class);
            }
            events.add("called");
        });

        assertThat(events).containsExactly("called");
    }

    @ParameterizedTest
    @EnumSource
    void nobodyTellsTheCallerOfAFailure(Way way) {
        assertThatCode(() -> commit(way, () -> {
                    events.add("called");
                    throw new IllegalStateException("test");
                }))
                .doesNotThrowAnyException();

        assertThat(events).containsExactly("called");
        assertThat(log.failures()).hasSize(way == Way.AFTER_COMMIT ? 1 : 0);
    }

    @ParameterizedTest
    @EnumSource
    void theLibraryAloneKeepsTheOrderOfRegistration(Way way) {
        Jta.begin();
        way.register(container, () -> events.add("first"));
        way.register(container, () -> events.add("second"));
        jta.commit();

        assertThat(events).isEqualTo(way == Way.AFTER_COMMIT ? List.of("first", "second") : List.of("second", "first"));
    }

    @Test
    void aSynchronizationNeedsATransaction() {
        assertThatThrownBy(() -> Way.SYNCHRONIZATION.register(container, () -> events.add("called")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anObserverRunsAtOnceWithoutOne() {
        Way.OBSERVER.register(container, () -> events.add("called"));

        assertThat(events).containsExactly("called");
    }

    private void commit(Way way, Runnable callback) {
        Jta.begin();
        way.register(container, callback);
        assertThat(events).isEmpty();
        jta.commit();
    }

    enum Way {
        SYNCHRONIZATION {
            @Override
            void register(SeContainer container, Runnable callback) {
                container
                        .select(TransactionSynchronizationRegistry.class)
                        .get()
                        .registerInterposedSynchronization(new AfterSuccess(callback));
            }
        },
        OBSERVER {
            @Override
            void register(SeContainer container, Runnable callback) {
                container.getBeanManager().getEvent().fire(new Work(callback));
            }
        },
        AFTER_COMMIT {
            @Override
            void register(SeContainer container, Runnable callback) {
                AfterCommit.of(container.select(EntityManager.class).get()).run(callback);
            }
        };

        abstract void register(SeContainer container, Runnable callback);
    }

    private record Work(Runnable callback) {}

    private record AfterSuccess(Runnable callback) implements Synchronization {

        @Override
        public void beforeCompletion() {
            // only the commit counts
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                callback.run();
            }
        }
    }

    @ApplicationScoped
    static class Observer {

        void run(@Observes(during = AFTER_SUCCESS) Work work) {
            work.callback().run();
        }
    }

    /** By which Weld learns of JTA, as in a container. */
    private static final class Transactions implements TransactionServices {

        @Override
        public void registerSynchronization(Synchronization synchronization) {
            Jta.register(synchronization);
        }

        @Override
        public boolean isTransactionActive() {
            return Jta.call(Jta.TRANSACTIONS::getStatus) == Status.STATUS_ACTIVE;
        }

        @Override
        public UserTransaction getUserTransaction() {
            return com.arjuna.ats.jta.UserTransaction.userTransaction();
        }

        @Override
        public void cleanup() {
            // nothing is held
        }
    }
}
