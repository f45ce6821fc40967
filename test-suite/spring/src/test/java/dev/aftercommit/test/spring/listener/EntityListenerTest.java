package dev.aftercommit.test.spring.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommitSession;
import dev.aftercommit.test.spring.support.RunningApplication;
import dev.aftercommit.test.spring.support.Transactions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@DisplayName("R17: entity listeners have their constructor arguments from Spring")
class EntityListenerTest {

    @RegisterExtension
    static final RunningApplication APPLICATION = RunningApplication.of(PostOffice.class);

    private final Mailbox mailbox = APPLICATION.get(Mailbox.class);
    private final AfterCommitSession session = APPLICATION.get(AfterCommitSession.class);

    @BeforeEach
    void empty() {
        mailbox.delivered.clear();
    }

    @Test
    void areCalledAfterTheCommit() {
        Transactions.of(APPLICATION).required(() -> {
            session.persist(new Letter("ada"));
            session.flush();
            assertThat(mailbox.delivered).isEmpty();
        });
        assertThat(mailbox.delivered).containsExactlyInAnyOrder("announced ada", "delivered ada");
    }

    @Test
    void areNotCalledAfterARollback() {
        Transactions.of(APPLICATION).rollBack(() -> {
            session.persist(new Letter("ada"));
            session.flush();
        });
        assertThat(mailbox.delivered).isEmpty();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @AutoConfigurationPackage
    @Import(Mailbox.class)
    static class PostOffice {}
}
