package dev.aftercommit.test.session;

import static dev.aftercommit.AfterCommitSettings.ENABLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitSession;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R6: a factory without the integrator is named by a message that says how to switch it on")
class NotIntegratedTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Note.class).with(ENABLED, "false");

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    @Test
    void refusesASession() {
        try (Session session = factory.open()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> AfterCommit.of(session))
                    .withMessage(message("(without a name)"));
            assertThatIllegalStateException()
                    .isThrownBy(() -> AfterCommitSession.of(session))
                    .withMessage(message("(without a name)"));
        }
    }

    @Test
    void refusesAStatelessSession() {
        try (StatelessSession session = factory.get().openStatelessSession()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> AfterCommit.of(session))
                    .withMessage(message("(without a name)"));
        }
    }

    @Test
    void refusesAProxyThatLeadsToNoSessionAtTheMoment() {
        EntityManager proxy = ContainerProxy.of(EntityManager.class, factory.get(), () -> null);
        assertThatIllegalStateException()
                .isThrownBy(() -> AfterCommit.of(proxy))
                .withMessage(message("(without a name)"));
    }

    @Test
    void refusesToOpenASession() {
        assertThatIllegalStateException()
                .isThrownBy(() -> AfterCommitSession.open(factory.get()))
                .withMessage(message("(without a name)"));
    }

    @Test
    void rollsBackTheTransactionThatItRefusesToServe() {
        assertThatIllegalStateException()
                .isThrownBy(() -> AfterCommitSession.inTransaction(factory.get(), session -> {}))
                .withMessage(message("(without a name)"));
        assertThat(factory.connections().open()).isZero();
    }

    @Test
    void namesTheFactory() {
        factory.with("hibernate.session_factory_name", "shop").with("hibernate.session_factory_name_is_jndi", "false");
        try (Session session = factory.open()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> AfterCommit.of(session))
                    .withMessage(message("shop"));
        }
    }

    @Test
    void leavesTheFactoryAsItIsWithoutTheLibrary() {
        factory.inTransaction(session -> session.persist(new Note(1)));
        assertThat(factory.count(Note.class)).isEqualTo(1);
    }

    @Test
    void saysThatItIsSwitchedOff() {
        factory.get();
        assertThat(log.messages())
                .containsExactly("INFO HAC000030: hibernate-aftercommit is switched off for the session factory"
                        + " '(without a name)'.");
    }

    private static String message(String name) {
        return "HAC000021: The session factory '" + name
                + "' was built without hibernate-aftercommit. Expected: the jar"
                + " hibernate-aftercommit on the class path of Hibernate when the factory is built, so that its"
                + " Integrator is found, and the setting 'hibernate.aftercommit.enabled' not 'false'.";
    }
}
