package dev.aftercommit.test.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.PostCommit;
import dev.aftercommit.spi.CommitObserver;
import dev.aftercommit.spi.ObservedCallback;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R10: values of the application that fail when the library asks them do no harm to anybody else")
@ExtendWith(Told.class)
class FragileValuesTest {

    private static final String NAME = FragileValuesTest.class.getName();

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Nameless.class, Moody.class);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final List<String> observed = new ArrayList<>();

    @AfterEach
    void calm() {
        Mood.fails = false;
    }

    @Test
    void namesTheClassOfAnIdentifierThatCannotBeDescribed() {
        factory.inTransaction(session -> {
            session.persist(new Nameless());
            session.flush();
            AfterCommit.of(session).run(() -> Told.call("next"));
        });

        assertThat(Told.calls()).containsExactly("next");
        assertThat(log.messages())
                .containsExactly("ERROR HAC000001: A callback failed: @PostCommit " + NAME + "$Nameless.told() of "
                        + NAME + "$Nameless#" + NAME + "$Key. The transaction is COMMITTED, and stays so.");
    }

    @Test
    void logsAValueThatCannotBeCompared() {
        updateAndFail();

        assertThat(Told.calls()).containsExactly("next");
        assertThat(log.failures()).singleElement().hasToString("java.lang.IllegalStateException: moody");
    }

    @Test
    void tellsTheObserverOfAFailureAsOfEveryOther() {
        factory.with(AfterCommitSettings.OBSERVER, new CommitObserver() {
            @Override
            public void started(ObservedCallback callback) {
                observed.add("started " + callback.kind());
            }

            @Override
            public void succeeded(ObservedCallback callback) {
                observed.add("succeeded " + callback.kind());
            }

            @Override
            public void failed(ObservedCallback callback, Throwable failure) {
                observed.add("failed " + callback.kind());
            }
        });
        updateAndFail();

        assertThat(observed)
                .containsSubsequence("started @PostCommit", "failed @PostCommit", "started run", "succeeded run");
    }

    private void updateAndFail() {
        factory.inTransaction(session -> session.persist(new Moody()));
        observed.clear();
        Told.forget();
        factory.inTransaction(session -> {
            AfterCommit.of(session).run(() -> Mood.fails = true);
            session.find(Moody.class, 1).mood = new Mood("bad");
            session.flush();
            AfterCommit.of(session).run(() -> Told.call("next"));
        });
    }

    @Embeddable
    static class Key {

        int number = 1;

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.number == number;
        }

        @Override
        public int hashCode() {
            return number;
        }

        @Override
        public String toString() {
            throw new IllegalStateException("no name");
        }
    }

    @Entity(name = "Nameless")
    static class Nameless {

        @EmbeddedId
        Key key = new Key();

        @PostCommit
        void told() {
            throw new IllegalStateException("test");
        }
    }

    @Entity(name = "Moody")
    static class Moody {

        @Id
        int id = 1;

        @Convert(converter = MoodConverter.class)
        Mood mood = new Mood("good");

        @PostCommit
        void told() {
            Told.call("told");
        }
    }

    static final class Mood {

        static boolean fails;

        private final String name;

        Mood(String name) {
            this.name = name;
        }

        @Override
        public boolean equals(Object other) {
            if (fails) {
                throw new IllegalStateException("moody");
            }
            return other instanceof Mood mood && Objects.equals(mood.name, name);
        }

        @Override
        public int hashCode() {
            return Objects.hashCode(name);
        }
    }

    static class MoodConverter implements AttributeConverter<Mood, String> {

        @Override
        public String convertToDatabaseColumn(Mood mood) {
            return mood == null ? null : mood.name;
        }

        @Override
        public Mood convertToEntityAttribute(String name) {
            return name == null ? null : new Mood(name);
        }
    }
}
