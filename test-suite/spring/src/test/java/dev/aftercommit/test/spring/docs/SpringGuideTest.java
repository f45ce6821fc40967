package dev.aftercommit.test.spring.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.spring.support.RunningApplication;
import dev.aftercommit.test.spring.support.Transactions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The examples of the guide do what is said there. */
class SpringGuideTest {

    @RegisterExtension
    static final RunningApplication APPLICATION =
            RunningApplication.of(Hotel.class).with("spring.datasource.hikari.maximum-pool-size", 2);

    private final Outbox outbox = APPLICATION.get(Outbox.class);
    private final Bookings bookings = APPLICATION.get(Bookings.class);
    private final Mailer mailer = APPLICATION.get(Mailer.class);

    @BeforeEach
    void empty() {
        outbox.deleteAllInBatch();
        bookings.deleteAllInBatch();
        mailer.sent.clear();
    }

    @Test
    void theListenerConfirmsAfterTheCommit() {
        APPLICATION.get(BookingsBefore.class).book("Ada");
        assertThat(mailer.sent).containsExactly("Ada");
        assertThat(outbox.count()).isEqualTo(1);
    }

    @Test
    void theCallbackConfirmsAfterTheCommit() {
        APPLICATION.get(BookingService.class).book("Ada");
        assertThat(mailer.sent).containsExactly("Ada");
        assertThat(outbox.count()).isEqualTo(1);
    }

    @Test
    void theCallbackDoesNotConfirmWhatIsRolledBack() {
        Transactions.of(APPLICATION)
                .rollBack(() -> APPLICATION.get(BookingService.class).book("Ada"));
        assertThat(mailer.sent).isEmpty();
        assertThat(bookings.count()).isZero();
    }

    @Test
    void theDialectOfTheGuideLetsNestedTransactionsRun() {
        Transactions transactions = Transactions.of(APPLICATION);
        transactions.required(() -> {
            transactions.nested(() -> bookings.save(new Booking("Ada")));
            transactions.rollBackNested(() -> bookings.save(new Booking("Grace")));
        });
        assertThat(bookings.count()).isEqualTo(1);
    }

    @Test
    void theListenerConfirmsEvenWhatANestedTransactionHasRolledBack() {
        Transactions transactions = Transactions.of(APPLICATION);
        transactions.required(() -> transactions.rollBackNested(
                () -> APPLICATION.get(BookingsBefore.class).book("Ada")));
        assertThat(mailer.sent).containsExactly("Ada");
        assertThat(bookings.count()).isZero();
    }

    @Test
    void theCallbackDoesNotConfirmWhatANestedTransactionHasRolledBack() {
        Transactions transactions = Transactions.of(APPLICATION);
        transactions.required(() -> transactions.rollBackNested(
                () -> APPLICATION.get(BookingService.class).book("Ada")));
        assertThat(mailer.sent).isEmpty();
    }

    @Test
    void aFlushThatFailsInANestedTransactionFailsTheWhole() {
        Transactions transactions = Transactions.of(APPLICATION);
        assertThatThrownBy(() -> transactions.required(() -> assertThatThrownBy(() -> transactions.nested(() -> {
                            APPLICATION.get(AfterCommit.class).run(() -> mailer.confirm("nobody"));
                            Booking tooLong = new Booking("x".repeat(300));
                            bookings.saveAndFlush(tooLong);
                        }))
                        .isInstanceOf(RuntimeException.class)))
                .isInstanceOf(RuntimeException.class);
        assertThat(mailer.sent).isEmpty();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @AutoConfigurationPackage
    @Import({
        BookingMadeListener.class,
        BookingsBefore.class,
        BookingService.class,
        Mailer.class,
        NestedConfiguration.class,
        WithoutBoot.class
    })
    static class Hotel {}
}
