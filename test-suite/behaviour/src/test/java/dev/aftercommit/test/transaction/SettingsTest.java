package dev.aftercommit.test.transaction;

import static dev.aftercommit.AfterCommitSettings.ENABLED;
import static dev.aftercommit.AfterCommitSettings.NO_TRANSACTION;
import static dev.aftercommit.AfterCommitSettings.OBSERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.BarrierToken;
import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.barrier.TransactionBarrier;
import dev.aftercommit.test.barrier.KindFour;
import dev.aftercommit.test.support.TestFactory;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.HibernateException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

@DisplayName("R2, R6: a setting that is unknown or invalid is an error at bootstrap")
@Tag("R6")
class SettingsTest {

    private static final String OBSERVER_EXPECTED =
            "'. Expected: an instance of dev.aftercommit.spi.CommitObserver," + " its class, or the name of its class.";

    private static final List<String> NAMES = Stream.of(AfterCommitSettings.class.getFields())
            .map(SettingsTest::constant)
            .filter(name -> !name.endsWith("."))
            .toList();

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Item.class);

    @Test
    void namesTheKnownSettingsWhereOneIsUnknown() {
        assertRefused(
                "hibernate.aftercommit.no_transactions",
                "run",
                "HAC000031: Unknown setting 'hibernate.aftercommit.no_transactions'. Expected one of:"
                        + " hibernate.aftercommit.ambient_transaction, hibernate.aftercommit.barrier.create_table,"
                        + " hibernate.aftercommit.barrier.hmac_key, hibernate.aftercommit.barrier.retention,"
                        + " hibernate.aftercommit.barrier.strategy, hibernate.aftercommit.barrier.table,"
                        + " hibernate.aftercommit.barrier.witness, hibernate.aftercommit.connection,"
                        + " hibernate.aftercommit.enabled, hibernate.aftercommit.executor,"
                        + " hibernate.aftercommit.failure_policy, hibernate.aftercommit.no_transaction,"
                        + " hibernate.aftercommit.observer, hibernate.aftercommit.resolve_unknown,"
                        + " hibernate.aftercommit.shutdown_timeout.");
    }

    @Test
    void namesTheValuesThatSwitchOnAndOff() {
        assertRefused(
                ENABLED,
                "yes",
                "HAC000032: Invalid value of the setting 'hibernate.aftercommit.enabled'. Found: 'yes'."
                        + " Expected: true or false.");
    }

    @Test
    void namesTheValuesOfNoTransaction() {
        assertRefused(
                NO_TRANSACTION,
                "ignore",
                "HAC000032: Invalid value of the setting 'hibernate.aftercommit.no_transaction'. Found: 'ignore'."
                        + " Expected: one of run, warn, fail.");
    }

    @Test
    void refusesAnObserverWhoseClassIsNotThere() {
        assertRefused(
                OBSERVER,
                "com.example.Missing",
                "HAC000032: Invalid value of the setting 'hibernate.aftercommit.observer'. Found: 'com.example.Missing"
                        + OBSERVER_EXPECTED);
    }

    @Test
    void refusesAnObserverThatIsNone() {
        assertRefused(
                OBSERVER,
                String.class,
                "HAC000032: Invalid value of the setting 'hibernate.aftercommit.observer'. Found: 'class"
                        + " java.lang.String" + OBSERVER_EXPECTED);
    }

    @Test
    void refusesAnObserverThatIsAnInstanceOfSomethingElse() {
        assertRefused(
                OBSERVER,
                42,
                "HAC000032: Invalid value of the setting 'hibernate.aftercommit.observer'. Found: '42"
                        + OBSERVER_EXPECTED);
    }

    @Test
    void refusesADurationBelowZeroThatIsNoText() {
        assertRefused(
                "hibernate.aftercommit.shutdown_timeout",
                Duration.ofSeconds(-1),
                "HAC000032: Invalid value of the setting 'hibernate.aftercommit.shutdown_timeout'. Found: 'PT-1S'."
                        + " Expected: a duration such as PT10S, or a number of seconds.");
    }

    @Test
    void takesTheLongestDurationThereIs() {
        factory.with("hibernate.aftercommit.barrier.retention", Duration.ofSeconds(Long.MAX_VALUE));
        BarrierToken token =
                factory.fromTransaction(session -> AfterCommit.of(session).token());
        assertThat(TransactionBarrier.of(factory.get()).outcome(token)).contains(TransactionOutcome.COMMITTED);
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void refusesAValueWithoutText(String setting) {
        String expected = "HAC000032: Invalid value of the setting '" + setting + "'. Found: '"
                + Textless.class.getName() + "'. Expected: ";
        assertThat(refusal(setting, new Textless(null))).hasMessageStartingWith(expected);
        assertThat(refusal(setting, new Textless(new IllegalStateException()))).hasMessageStartingWith(expected);
    }

    @Test
    void showsTheBeginningOfALongValue() {
        assertThat(refusal(NO_TRANSACTION, "x".repeat(100_000)))
                .hasMessageContaining("Found: '" + "x".repeat(200) + "...'. Expected: ");
    }

    @Test
    void takesNoArrayForTheTextOfAKey() {
        String key = "hibernate.aftercommit.barrier.hmac_key";
        assertRefused(
                key,
                "secret".toCharArray(),
                "HAC000032: Invalid value of the setting '" + key + "'. Found: 'char[]'. Expected: a text that is not"
                        + " empty.");
    }

    @Test
    void takesNumbersOfSecondsHoweverLong() {
        factory.with("hibernate.aftercommit.shutdown_timeout", "9".repeat(40));
        factory.inTransaction(session -> AfterCommit.of(session).run(() -> {}));
    }

    @Test
    void takesNoInstanceForTheNameOfAStrategy() {
        factory.with("hibernate.aftercommit.barrier.strategy", new KindFour() {
            @Override
            public String toString() {
                return "unique_key";
            }
        });
        assertThat(factory.fromTransaction(session -> AfterCommit.of(session).token())
                        .value())
                .hasSizeLessThan(24);
    }

    @Test
    void refusesWithJpaBootstrapAsWell() {
        factory.jpa();
        assertRefused(
                ENABLED,
                "1",
                "HAC000032: Invalid value of the setting 'hibernate.aftercommit.enabled'. Found: '1'."
                        + " Expected: true or false.");
    }

    @Test
    void takesValuesThatAreNoStrings() {
        List<String> events = new ArrayList<>();
        factory.with(ENABLED, true)
                .with(NO_TRANSACTION, "Run")
                .inTransaction(session -> AfterCommit.of(session).run(() -> events.add("callback")));
        assertThat(events).containsExactly("callback");
    }

    private static String constant(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertRefused(String setting, Object value, String message) {
        assertThat(refusal(setting, value))
                .isInstanceOf(HibernateException.class)
                .hasMessage(message);
    }

    private Throwable refusal(String setting, Object value) {
        Throwable failure = catchThrowable(() -> factory.with(setting, value).get());
        Throwable cause = failure;
        while (cause != null && !String.valueOf(cause.getMessage()).startsWith("HAC")) {
            cause = cause.getCause();
        }
        assertThat(cause).as("%s", failure).isNotNull();
        return cause;
    }

    /** A value of which nothing can be shown but its class. */
    private record Textless(RuntimeException failure) {
        @Override
        public String toString() {
            if (failure != null) {
                throw failure;
            }
            return null;
        }
    }
}
