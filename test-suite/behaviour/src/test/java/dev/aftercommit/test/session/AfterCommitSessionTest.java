package dev.aftercommit.test.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.aftercommit.AfterCommitSession;
import dev.aftercommit.test.support.TestFactory;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.EventSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R6: an AfterCommitSession is a view of a session")
class AfterCommitSessionTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Note.class);

    private final List<String> events = new ArrayList<>();

    @Test
    void defersWork() {
        AfterCommitSession.inTransaction(factory.get(), session -> {
            session.afterCommit(() -> events.add("committed"));
            session.afterRollback(() -> events.add("rolled back"));
            session.afterCompletion(outcome -> events.add(outcome.name()));
            events.add("work");
        });
        assertThat(events).containsExactly("work", "committed", "COMMITTED");
    }

    @Test
    void rollsBackWhereTheWorkThrows() {
        assertThatThrownBy(() -> AfterCommitSession.inTransaction(factory.get(), session -> {
                    session.persist(new Note(1));
                    session.afterCommit(() -> events.add("committed"));
                    session.afterRollback(() -> events.add("rolled back"));
                    throw new IllegalStateException("failed order");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("failed order");
        assertThat(events).containsExactly("rolled back");
        assertThat(factory.count(Note.class)).isZero();
    }

    @Test
    void returnsTheResultOfTheWork() {
        String result = AfterCommitSession.fromTransaction(factory.get(), session -> {
            session.persist(new Note(1));
            session.afterCommit(() -> events.add("committed"));
            return "result";
        });
        assertThat(result).isEqualTo("result");
        assertThat(events).containsExactly("committed");
    }

    @Test
    void opensASessionThatTheCallerCloses() {
        AfterCommitSession view = AfterCommitSession.open(factory.get());
        view.beginTransaction();
        view.persist(new Note(1));
        view.afterCommit(() -> events.add("committed"));
        view.getTransaction().commit();
        view.close();
        assertThat(view.isOpen()).isFalse();
        assertThat(events).containsExactly("committed");
        assertThat(factory.count(Note.class)).isEqualTo(1);
    }

    @Test
    void closesTheSessionWithTheView() {
        Session session = factory.open();
        AfterCommitSession.of(session).close();
        assertThat(session.isOpen()).isFalse();
    }

    @Test
    void forwardsToTheSession() {
        factory.inTransaction(session -> {
            AfterCommitSession view = AfterCommitSession.of(session);
            Note note = new Note(1);
            view.persist(note);
            assertThat(session.contains(note)).isTrue();
            assertThat(view.find(Note.class, 1L)).isSameAs(note);
            assertThat(view.createQuery("from Note", Note.class).getResultList())
                    .containsExactly(note);
            assertThat(view.getTransaction()).isSameAs(session.getTransaction());
            assertThat(view.getSessionFactory()).isSameAs(session.getSessionFactory());
        });
    }

    @Test
    void throwsWhatTheSessionThrows() {
        try (Session session = factory.open()) {
            AfterCommitSession view = AfterCommitSession.of(session);
            Throwable expected = catchThrowable(() -> session.persist("no entity"));
            assertThatThrownBy(() -> view.persist("no entity"))
                    .hasSameClassAs(expected)
                    .hasMessage(expected.getMessage());
            IllegalStateException failure = new IllegalStateException("test");
            assertThatThrownBy(() -> view.doWork(connection -> {
                        throw failure;
                    }))
                    .isSameAs(failure);
        }
    }

    @Test
    void throwsWhatACallbackThrowsWhereNoTransactionIsActive() {
        IllegalStateException failure = new IllegalStateException("test");
        try (AfterCommitSession view = AfterCommitSession.open(factory.get())) {
            assertThatThrownBy(() -> view.afterCommit(() -> {
                        throw failure;
                    }))
                    .isSameAs(failure);
        }
    }

    @Test
    void unwrapsToItselfAndToTheSession() {
        try (Session session = factory.open()) {
            AfterCommitSession view = AfterCommitSession.of(session);
            assertThat(view.unwrap(AfterCommitSession.class)).isSameAs(view);
            assertThat(view.unwrap(Session.class)).isSameAs(session);
            assertThat(view.unwrap(SharedSessionContractImplementor.class)).isSameAs(session);
        }
    }

    @Test
    void equalsTheViewsOfTheSameSession() {
        try (Session session = factory.open();
                Session other = factory.open()) {
            AfterCommitSession view = AfterCommitSession.of(session);
            assertThat(view)
                    .isEqualTo(AfterCommitSession.of(session))
                    .hasSameHashCodeAs(AfterCommitSession.of(session));
            assertThat(view).isEqualTo(AfterCommitSession.of(view)).isEqualTo(view);
            assertThat(view)
                    .isNotEqualTo(AfterCommitSession.of(other))
                    .isNotEqualTo(session)
                    .isNotEqualTo(null);
            assertThat(new HashSet<>(List.of(view))).contains(AfterCommitSession.of(session));
        }
    }

    @Test
    void saysWhatItIs() {
        try (Session session = factory.open()) {
            assertThat(AfterCommitSession.of(session)).hasToString("AfterCommitSession(" + session + ")");
        }
    }

    @Test
    void implementsEveryPublicInterfaceOfTheSession() {
        try (Session session = factory.open()) {
            AfterCommitSession view = AfterCommitSession.of(session);
            assertThat(publicInterfaces(view.getClass())).containsAll(publicInterfaces(session.getClass()));
            assertThat(view)
                    .isInstanceOf(SharedSessionContractImplementor.class)
                    .isInstanceOf(EventSource.class);
        }
    }

    @Test
    void sharesTheOrderOfCallbacksWithOtherViews() {
        factory.inTransaction(session -> {
            AfterCommitSession.of(session).afterCommit(() -> events.add("first"));
            AfterCommitSession.of(session).afterCommit(() -> events.add("second"));
        });
        assertThat(events).containsExactly("first", "second");
    }

    private static Set<Class<?>> publicInterfaces(Class<?> type) {
        Set<Class<?>> interfaces = new LinkedHashSet<>();
        for (Class<?> current = type; current != null; current = current.getSuperclass()) {
            for (Class<?> candidate : current.getInterfaces()) {
                if (Modifier.isPublic(candidate.getModifiers())) {
                    interfaces.add(candidate);
                    interfaces.addAll(publicInterfaces(candidate));
                }
            }
        }
        return interfaces;
    }
}
