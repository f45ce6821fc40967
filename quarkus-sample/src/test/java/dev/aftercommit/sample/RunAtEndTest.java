package dev.aftercommit.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.sample.mail.Mail;
import dev.aftercommit.sample.mail.Outbox;
import dev.aftercommit.sample.shop.CustomerService;
import dev.aftercommit.testing.CaptureAfterCommitExtension;
import io.quarkus.test.TestTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@QuarkusTest
class RunAtEndTest {
    @RegisterExtension
    final CaptureAfterCommitExtension capture = new CaptureAfterCommitExtension().runAtEnd();

    @Inject
    CustomerService customers;

    @Inject
    Outbox outbox;

    @BeforeEach
    void emptyOutbox() {
        outbox.clear();
    }

    @AfterEach
    void theMailWasSent() {
        assertThat(outbox.mails()).extracting(Mail::to).containsExactly("grace@example.org");
    }

    @Test
    @TestTransaction
    void runsCallbacksBeforeTheTransactionOfTheTestIsRolledBack() {
        customers.signUp("Grace", "grace@example.org");

        assertThat(outbox.mails()).isEmpty();
    }
}
