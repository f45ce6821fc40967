package dev.aftercommit.test.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.spi.AmbientTransaction;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R9: what a framework has bound to the thread is suspended while callbacks run")
class AmbientTransactionTest {

    private static final List<String> EVENTS = new ArrayList<>();

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Item.class).jpa();

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    @TempDir
    Path folder;

    @BeforeEach
    void forget() {
        EVENTS.clear();
    }

    @Test
    void suspendsOnceAroundAllCallbacks() throws IOException {
        provide(First.class);
        commitWithTwoCallbacks();
        assertThat(EVENTS).containsExactly("suspend first", "callback", "callback", "resume first");
    }

    @Test
    void clearsWhatIsLeftBoundBeforeEachCallbackAndAfterTheLast() throws IOException {
        provide(Clearing.class, First.class);
        commitWithTwoCallbacks();
        assertThat(EVENTS)
                .containsExactly("suspend first", "clear", "callback", "clear", "callback", "clear", "resume first");
    }

    @Test
    void runsTheCallbacksWhereWhatIsLeftCannotBeCleared() throws IOException {
        provide(Unclear.class);
        commitWithTwoCallbacks();
        assertThat(EVENTS).containsExactly("callback", "callback");
        assertThat(log.failures())
                .hasSize(3)
                .allMatch(failure -> failure.getMessage().equals("cannot clear"));
    }

    @Test
    void clearsTheOthersWhereOneCannotBeCleared() throws IOException {
        provide(Clearing.class, Unclear.class);
        commitWithTwoCallbacks();
        assertThat(EVENTS).containsExactly("clear", "callback", "clear", "callback", "clear");
        assertThat(log.failures()).hasSize(3);
    }

    @Test
    void resumesInTheOppositeOrder() throws IOException {
        provide(First.class, Second.class);
        commitWithTwoCallbacks();
        assertThat(EVENTS)
                .containsExactly(
                        "suspend first", "suspend second", "callback", "callback", "resume second", "resume first");
    }

    @Test
    void runsTheCallbacksWhereOneCannotSuspend() throws IOException {
        provide(Refusing.class, Second.class);
        commitWithTwoCallbacks();
        assertThat(EVENTS).containsExactly("suspend second", "callback", "callback", "resume second");
        assertWarnedOf("cannot suspend");
    }

    @Test
    void resumesTheOthersWhereOneCannotResume() throws IOException {
        provide(First.class, Stuck.class);
        commitWithTwoCallbacks();
        assertThat(EVENTS).containsExactly("suspend first", "callback", "callback", "resume first");
        assertWarnedOf("cannot resume");
    }

    @Test
    void suspendsNothingWhereThereIsNoCallback() throws IOException {
        provide(First.class);
        factory.inTransaction(session -> session.persist(new Item(1, "a")));
        assertThat(EVENTS).isEmpty();
    }

    @Test
    @DisplayName(
            "R8: a connection that a framework still needs is not given back; callbacks wait until the session does it")
    void waitsForAConnectionThatIsStillNeeded() throws IOException {
        provide(Needing.class);
        try (Session session = openHolding()) {
            commitIn(session);
            assertThat(EVENTS).isEmpty();
        }
        assertThat(EVENTS).containsExactly("callback");
        assertThat(log.messages())
                .singleElement()
                .asString()
                .startsWith("WARN HAC000051: ")
                .contains("a framework still has to reset what it has set in the connection");
    }

    @Test
    @DisplayName("R8: a connection counts as needed where a framework fails to tell")
    void waitsForTheConnectionWhereAFrameworkFailsToTell() throws IOException {
        provide(Undecided.class);
        try (Session session = openHolding()) {
            commitIn(session);
            assertThat(EVENTS).isEmpty();
        }
        assertThat(EVENTS).containsExactly("callback");
        assertThat(log.failures()).singleElement().hasToString("java.lang.IllegalStateException: cannot tell");
    }

    private Session openHolding() {
        return factory.with("hibernate.connection.handling_mode", "DELAYED_ACQUISITION_AND_HOLD")
                .open();
    }

    private static void commitIn(Session session) {
        session.beginTransaction();
        session.persist(new Item(1, "a"));
        AfterCommit.of(session).run(() -> EVENTS.add("callback"));
        session.getTransaction().commit();
    }

    private void commitWithTwoCallbacks() {
        factory.inTransaction(session -> {
            AfterCommit.of(session).run(() -> EVENTS.add("callback"));
            AfterCommit.of(session).run(() -> EVENTS.add("callback"));
        });
    }

    private void provide(Class<?>... implementations) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        List<String> names = Arrays.stream(implementations).map(Class::getName).toList();
        Files.write(services.resolve(AmbientTransaction.class.getName()), names);
        URL[] urls = {folder.toUri().toURL()};
        factory.with(
                "hibernate.classLoaders",
                List.of(new URLClassLoader(urls, getClass().getClassLoader())));
    }

    private void assertWarnedOf(String failure) {
        assertThat(log.messages())
                .containsExactly(
                        "WARN HAC000008: What a framework has bound to the thread could not be suspended, resumed or asked.");
        assertThat(log.failures()).singleElement().hasToString("java.lang.IllegalStateException: " + failure);
    }

    public static final class First implements AmbientTransaction {

        @Override
        public Suspension suspend() {
            EVENTS.add("suspend first");
            return () -> EVENTS.add("resume first");
        }
    }

    public static final class Clearing implements AmbientTransaction {

        @Override
        public Suspension suspend() {
            return new Suspension() {

                @Override
                public void clear() {
                    EVENTS.add("clear");
                }

                @Override
                public void close() {
                    // nothing was suspended
                }
            };
        }
    }

    public static final class Unclear implements AmbientTransaction {

        @Override
        public Suspension suspend() {
            return new Suspension() {

                @Override
                public void clear() {
                    throw new IllegalStateException("cannot clear");
                }

                @Override
                public void close() {
                    // nothing was suspended
                }
            };
        }
    }

    public static final class Second implements AmbientTransaction {

        @Override
        public Suspension suspend() {
            EVENTS.add("suspend second");
            return () -> EVENTS.add("resume second");
        }
    }

    public static final class Refusing implements AmbientTransaction {

        @Override
        public Suspension suspend() {
            throw new IllegalStateException("cannot suspend");
        }
    }

    public static final class Stuck implements AmbientTransaction {

        @Override
        public Suspension suspend() {
            return () -> {
                throw new IllegalStateException("cannot resume");
            };
        }
    }

    public static final class Needing implements AmbientTransaction {

        @Override
        public boolean needsConnection() {
            return true;
        }

        @Override
        public Suspension suspend() {
            return Suspension.NONE;
        }
    }

    public static final class Undecided implements AmbientTransaction {

        @Override
        public boolean needsConnection() {
            throw new IllegalStateException("cannot tell");
        }

        @Override
        public Suspension suspend() {
            return Suspension.NONE;
        }
    }
}
