package dev.aftercommit.test.transaction;

import static dev.aftercommit.AfterCommitSettings.AMBIENT_TRANSACTION;
import static dev.aftercommit.AfterCommitSettings.EXECUTOR;
import static dev.aftercommit.AfterCommitSettings.OBSERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.spi.AmbientTransaction;
import dev.aftercommit.spi.CommitObserver;
import dev.aftercommit.test.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.hibernate.HibernateException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

@DisplayName("A class that a setting names is instantiated when the factory is built, or refused by name")
class SettingClassTest {

    private static final List<String> SETTINGS = List.of(AMBIENT_TRANSACTION, EXECUTOR, OBSERVER);
    private static final String EXPECTED =
            ", its class, or the name of its class, where the class is not abstract and has a"
                    + " constructor without arguments that throws nothing.";

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Item.class);

    @ParameterizedTest
    @FieldSource("SETTINGS")
    void isRefusedWhereItIsAbstract(String setting) {
        assertRefused(setting, Abstract.class);
    }

    @ParameterizedTest
    @FieldSource("SETTINGS")
    void isRefusedWhereItIsAnInterface(String setting) {
        assertRefused(setting, Interface.class);
    }

    @ParameterizedTest
    @FieldSource("SETTINGS")
    void isRefusedWhereItsConstructorTakesAnArgument(String setting) {
        assertRefused(setting, NeedsArgument.class);
    }

    @ParameterizedTest
    @FieldSource("SETTINGS")
    void isRefusedWhereItsConstructorThrows(String setting) {
        assertThat(assertRefused(setting, Broken.class)).hasRootCauseMessage("broken");
    }

    @ParameterizedTest
    @FieldSource("SETTINGS")
    void isRefusedWhereItIsAnInnerClass(String setting) {
        assertRefused(setting, Inner.class);
    }

    @ParameterizedTest
    @FieldSource("SETTINGS")
    void isShownWithoutTheBlanksAroundItsName(String setting) {
        assertThat(refusal(setting, " no.such.Type\n")).hasMessageContaining("Found: 'no.such.Type'.");
    }

    @ParameterizedTest
    @FieldSource("SETTINGS")
    void isTakenWhereItsConstructorIsPrivate(String setting) {
        factory.with(setting, Private.class);
        List<String> events = new ArrayList<>();
        factory.inTransaction(session -> AfterCommit.of(session).run(() -> events.add("callback")));
        assertThat(events).containsExactly("callback");
    }

    @ParameterizedTest
    @FieldSource("SETTINGS")
    void isRefusedWhereItCannotBeInitialized(String setting) {
        assertThat(assertRefused(setting, Uninitializable.class)).hasCauseInstanceOf(LinkageError.class);
    }

    @ParameterizedTest
    @FieldSource("SETTINGS")
    void isRefusedByNameWhereItCannotBeInitialized(String setting) {
        String name = UninitializableByName.class.getName();
        assertThat(refusal(setting, name))
                .hasMessageContaining("'" + name + "'")
                .hasCauseInstanceOf(Throwable.class);
    }

    @ParameterizedTest
    @FieldSource("SETTINGS")
    void isRefusedWhereItsNameIsWrittenInAnotherCase(String setting) {
        String name = Private.class.getName().toUpperCase(Locale.ROOT);
        assertThat(refusal(setting, name))
                .hasMessageContaining("'" + name + "'")
                .hasCauseInstanceOf(Throwable.class);
    }

    @ParameterizedTest
    @FieldSource("SETTINGS")
    void isRefusedWhereWhatItNeedsIsNotThere(String setting) {
        factory.loadedBy(new ClassLoader(SettingClassTest.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) {
                throw new NoClassDefFoundError("com/example/Missing");
            }
        });
        assertThat(refusal(setting, "com.example.Present"))
                .hasMessageContaining("'com.example.Present'")
                .hasCauseInstanceOf(Throwable.class);
    }

    private Throwable assertRefused(String setting, Class<?> type) {
        Throwable refusal = refusal(setting, type);
        assertThat(refusal)
                .hasMessageContaining("Found: '" + type.getName() + "'. Expected: an instance of ")
                .hasMessageEndingWith(EXPECTED);
        return refusal;
    }

    private Throwable refusal(String setting, Object value) {
        Throwable failure = catchThrowable(() -> factory.with(setting, value).get());
        List<Throwable> refusals = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(cause -> String.valueOf(cause.getMessage()).startsWith("HAC"))
                .toList();
        assertThat(refusals).as("%s", failure).hasSize(1);
        assertThat(refusals.get(0))
                .isInstanceOf(HibernateException.class)
                .hasMessageStartingWith("HAC000032: Invalid value of the setting '" + setting + "'. Found: '");
        return refusals.get(0);
    }

    interface Interface extends AmbientTransaction, CommitObserver, Executor {}

    abstract static class Abstract implements Interface {}

    static class Private implements Interface {

        private Private() {}

        @Override
        public Suspension suspend() {
            return Suspension.NONE;
        }

        @Override
        public Executor executor() {
            return this;
        }

        @Override
        public void execute(Runnable command) {
            command.run();
        }
    }

    static class NeedsArgument extends Private {
        @SuppressWarnings("unused")
        NeedsArgument(String argument) {}
    }

    static class Broken extends Private {
        Broken() {
            throw new IllegalStateException("broken");
        }
    }

    static class Uninitializable extends Private {
        static final int LENGTH = Integer.parseInt("none");
    }

    static class UninitializableByName extends Private {
        static final int LENGTH = Integer.parseInt("none");
    }

    class Inner extends Private {}
}
