package dev.aftercommit.test.barrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.barrier.TransactionBarrier;
import dev.aftercommit.spi.BarrierStrategy;
import dev.aftercommit.test.support.TestFactory;
import java.util.Map;
import org.hibernate.HibernateException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Transaction barrier: a setting that is unknown or invalid is one clear error")
class BarrierSettingsTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Job.class);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    create_table | always          | one of lazy, startup, never
                    retention    | a week          | a duration such as PT10S, or a number of seconds
                    witness      | perhaps         | true or false
                    table        | tokens; drop me | the name of a table, with its schema where need be
                    hmac_key     | ''              | a text that is not empty
                    strategy     | by_magic        | transaction_id, dirty_read, unique_key
                    strategy     | ''              | transaction_id, dirty_read, unique_key
                    """)
    void areRefusedAtBootstrap(String name, String found, String expected) {
        assertThat(catchThrowable(() -> factory.with("hibernate.aftercommit.barrier." + name, found)
                        .get()))
                .isInstanceOf(HibernateException.class)
                .hasMessageContaining("hibernate.aftercommit.barrier." + name)
                .hasMessageContaining("'" + found + "'")
                .hasMessageContaining(expected);
    }

    @ParameterizedTest
    @ValueSource(classes = {String.class, BarrierStrategy.class, NeedsArgument.class, Broken.class, Unloadable.class})
    void refuseAStrategyThatCannotBeMade(Class<?> strategy) {
        factory.with(AfterCommitSettings.BARRIER_STRATEGY, strategy);
        assertThat(catchThrowable(factory::get))
                .isInstanceOf(HibernateException.class)
                .hasMessageStartingWith(
                        "HAC000032: Invalid value of the setting 'hibernate.aftercommit.barrier.strategy'.")
                .hasMessageContaining(strategy.getName() + "'. Expected: ")
                .hasMessageContaining("transaction_id, dirty_read, unique_key")
                .hasCauseInstanceOf(Throwable.class);
    }

    @Test
    void refuseAStrategyOfADataSourceBeforeItIsAsked() {
        Map<String, ?> settings = Map.of(AfterCommitSettings.BARRIER_STRATEGY, "by_magic");
        assertThat(catchThrowable(() -> TransactionBarrier.of(factory.database(), settings)))
                .isInstanceOf(HibernateException.class)
                .hasMessageContaining("'by_magic'");
    }

    @Test
    void takeTheNameOfTheClassOfAStrategy() {
        factory.with(AfterCommitSettings.BARRIER_STRATEGY, KindFour.class.getName());
        assertThat(factory.fromTransaction(session -> AfterCommit.of(session).token())
                        .value())
                .hasSizeLessThan(24);
    }

    @Test
    void takeAStrategyWhoseConstructorIsPrivate() {
        factory.with(AfterCommitSettings.BARRIER_STRATEGY, Hidden.class);
        assertThat(factory.fromTransaction(session -> AfterCommit.of(session).token())
                        .value())
                .hasSizeLessThan(24);
    }

    @Test
    void ofADataSourceAreThoseOfTheBarrierOnly() {
        assertThat(catchThrowable(
                        () -> TransactionBarrier.of(factory.database(), Map.of("hibernate.aftercommit.executor", "x"))))
                .isInstanceOf(HibernateException.class)
                .hasMessageContaining("hibernate.aftercommit.executor")
                .hasMessageContaining("hibernate.aftercommit.barrier.hmac_key");
    }

    @Test
    void refuseTokensOfTenantsWithConnectionsOfTheirOwn() {
        factory.with("hibernate.multi_tenant_connection_provider", new Tenants(factory));
        try (var session =
                factory.get().withOptions().tenantIdentifier((Object) "a").openSession()) {
            assertThat(catchThrowable(() -> AfterCommit.of(session).token()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("HAC000101");
        }
    }

    @Test
    void refuseTokensOfTransactionsOfTenantsWithConnectionsOfTheirOwn() {
        factory.with("hibernate.multi_tenant_connection_provider", new Tenants(factory));
        try (var session =
                factory.get().withOptions().tenantIdentifier((Object) "a").openSession()) {
            session.beginTransaction();
            assertThat(catchThrowable(() -> AfterCommit.of(session).token()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("HAC000101");
        }
    }

    @Test
    void refuseATableAtStartupWhereTenantsHaveConnectionsOfTheirOwn() {
        factory.with("hibernate.multi_tenant_connection_provider", new Tenants(factory))
                .with(AfterCommitSettings.BARRIER_CREATE_TABLE, "startup");
        assertThat(catchThrowable(factory::get))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("HAC000101");
    }

    @Test
    void refuseAFactoryWithoutTheLibrary() {
        factory.with(AfterCommitSettings.ENABLED, false);
        assertThat(catchThrowable(() -> TransactionBarrier.of(factory.get())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(AfterCommitSettings.ENABLED);
    }

    static class NeedsArgument extends KindFour {
        @SuppressWarnings("unused")
        NeedsArgument(String argument) {}
    }

    static final class Hidden extends KindFour {
        private Hidden() {}
    }

    static class Broken extends KindFour {
        Broken() {
            throw new IllegalStateException("broken");
        }
    }

    static class Unloadable extends KindFour {
        static final int LENGTH = Integer.parseInt("none");
    }
}
