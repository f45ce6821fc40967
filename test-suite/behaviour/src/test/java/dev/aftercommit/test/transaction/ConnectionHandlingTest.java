package dev.aftercommit.test.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R11: connections that are released before JDBC commits are warned of at bootstrap")
class ConnectionHandlingTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Item.class);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELAYED_ACQUISITION_AND_RELEASE_AFTER_STATEMENT",
                "DELAYED_ACQUISITION_AND_RELEASE_BEFORE_TRANSACTION_COMPLETION"
            })
    void warnsOfModesThatReleaseTooEarly(String mode) {
        factory.with("hibernate.connection.handling_mode", mode).get();
        assertThat(log.messages())
                .containsExactly("WARN HAC000036: The connection handling mode " + mode
                        + " releases connections before a transaction of JDBC completes: Hibernate may then report a commit"
                        + " that was never made, and callbacks would run for it. Expected: a mode that holds the connection"
                        + " or releases it after the transaction.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELAYED_ACQUISITION_AND_HOLD",
                "IMMEDIATE_ACQUISITION_AND_HOLD",
                "DELAYED_ACQUISITION_AND_RELEASE_AFTER_TRANSACTION"
            })
    void warnsOfNoOtherMode(String mode) {
        factory.with("hibernate.connection.handling_mode", mode).get();
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void warnsNotOfTheDefault() {
        factory.get();
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void warnsNotWhereTheLibraryIsSwitchedOff() {
        factory.with("hibernate.connection.handling_mode", "DELAYED_ACQUISITION_AND_RELEASE_AFTER_STATEMENT")
                .with("hibernate.aftercommit.enabled", false)
                .get();
        assertThat(log.messages()).noneMatch(message -> message.startsWith("WARN"));
    }
}
