package dev.aftercommit.sample;

import static dev.aftercommit.EntityOperation.INSERT;
import static dev.aftercommit.testing.CapturedCallbacksAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.sample.mail.Mail;
import dev.aftercommit.sample.mail.Outbox;
import dev.aftercommit.sample.shop.Customer;
import dev.aftercommit.sample.shop.CustomerService;
import dev.aftercommit.testing.CaptureAfterCommitExtension;
import dev.aftercommit.testing.CapturedCallbacks;
import io.quarkus.test.TestTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@ExtendWith(CaptureAfterCommitExtension.class)
class CaptureTest {
    @Inject
    CustomerService customers;

    @Inject
    AfterCommit afterCommit;

    @Inject
    Outbox outbox;

    @BeforeEach
    void emptyOutbox() {
        outbox.clear();
    }

    @Test
    @TestTransaction
    void capturesTheMailOfASignUpThatIsRolledBack(CapturedCallbacks captured) {
        customers.signUp("Grace", "grace@example.org");

        assertThat(captured).contains(Customer.class, INSERT);
        assertThat(outbox.mails()).isEmpty();
    }

    @Test
    @TestTransaction
    void runsWhatWasCaptured(CapturedCallbacks captured) {
        customers.signUp("Grace", "grace@example.org");

        assertThat(captured.runAll()).isEqualTo(2);
        assertThat(outbox.mails()).extracting(Mail::to).containsExactly("grace@example.org");
    }

    @Test
    @TestTransaction
    void capturesWhatTheInjectedAfterCommitRegisters(CapturedCallbacks captured) {
        afterCommit.run(() -> {});

        assertThat(captured).hasSize(1);
    }
}
