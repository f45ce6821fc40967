package dev.aftercommit.test.spring.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitException;
import dev.aftercommit.spring.AfterCommitConfiguration;
import dev.aftercommit.test.spring.application.Events;
import dev.aftercommit.test.spring.application.Parcel;
import dev.aftercommit.test.spring.support.ToldSynchronization;
import dev.aftercommit.test.spring.support.Transactions;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@DisplayName("R9, R10, R16: HibernateTransactionManager with LocalSessionFactoryBean")
class NativeHibernateTest {

    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext(NativeHibernate.class, AfterCommitConfiguration.class);
    private final SessionFactory factory = context.getBean(SessionFactory.class);
    private final Transactions transactions = new Transactions(context.getBean(PlatformTransactionManager.class));
    private final AfterCommit afterCommit = context.getBean(AfterCommit.class);

    @BeforeEach
    void forget() {
        Events.take();
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void runsACallbackAfterTheCommit() {
        transactions.required(() -> {
            afterCommit.run(() -> Events.add("bean"));
            AfterCommit.of(factory.getCurrentSession()).run(() -> Events.add("current session"));
            factory.getCurrentSession().persist(new Parcel("tea"));
            assertThat(Events.take()).isEmpty();
        });
        assertThat(Events.take()).containsExactly("bean", "current session", "INSERT tea");
    }

    @Test
    void keepsWhatACallbackWrites() {
        transactions.required(() -> {
            persist("tea");
            afterCommit.run(() -> transactions.required(() -> persist("biscuits")));
        });
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void keepsWhatACallbackWritesAfterAReadOnlyTransaction() {
        transactions.readOnly(() -> {
            count(factory);
            afterCommit.run(() -> transactions.requiresNew(() -> persist("tea")));
        });
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void rollsBackATransactionThatACallbackLeavesOpen() {
        transactions.required(() -> {
            afterCommit.run(() -> {
                context.getBean(PlatformTransactionManager.class).getTransaction(null);
                persist("left open");
                factory.getCurrentSession().flush();
            });
            afterCommit.run(() -> transactions.required(() -> persist("kept")));
        });
        assertThat(count()).isEqualTo(1);
        assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
    }

    @Test
    void nestedTransactionsDriveScopes() {
        transactions.required(() -> {
            afterCommit.run(() -> Events.add("before"));
            transactions.rollBackNested(() -> afterCommit.run(() -> Events.add("dropped")));
            transactions.nested(() -> afterCommit.run(() -> Events.add("kept")));
        });
        assertThat(Events.take()).containsExactly("before", "kept");
    }

    @Test
    void throwsFailuresAfterTheOthersWereToldOfTheCommit() {
        assertThatThrownBy(() -> transactions.required(() -> {
                    TransactionSynchronizationManager.registerSynchronization(new ToldSynchronization("other"));
                    afterCommit.run(() -> {
                        throw new IllegalStateException("failed");
                    });
                }))
                .isInstanceOf(AfterCommitException.class);
        assertThat(Events.take()).containsExactly("other after commit", "other completed 0");
    }

    private void persist(String label) {
        factory.getCurrentSession().persist(new Parcel(label));
    }

    private long count() {
        long[] count = new long[1];
        transactions.required(() -> count[0] = count(factory));
        return count[0];
    }

    private static long count(SessionFactory factory) {
        return factory.getCurrentSession()
                .createQuery("select count(*) from Parcel", Long.class)
                .getSingleResult();
    }
}
