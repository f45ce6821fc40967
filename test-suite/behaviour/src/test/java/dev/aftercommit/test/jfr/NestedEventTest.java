package dev.aftercommit.test.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.TestFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The events of what happens in a callback lie within the event of the callback. */
class NestedEventTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Parcel.class);

    @RegisterExtension
    final RecordedEvents recorded = new RecordedEvents();

    @Test
    void callbacksLieWithinTheirTransaction() {
        factory.inTransaction(session -> {
            AfterCommit.of(session).run(new Named());
            AfterCommit.of(session).afterRollback(new Named());
            AfterCommit.of(session).run(new Other());
        });

        assertThat(nested()).containsExactly("Transaction", "  run(Named)", "  run(Other)");
    }

    @Test
    void aTransactionThatACallbackBeginsOnTheSameSessionLiesWithinIt() {
        try (Session session = factory.open()) {
            session.beginTransaction();
            AfterCommit.of(session).run(new Named(() -> {
                session.beginTransaction();
                AfterCommit.of(session).run(new Other());
                session.getTransaction().commit();
            }));
            AfterCommit.of(session).run(new Named());
            session.getTransaction().commit();
        }

        assertThat(nested())
                .containsExactly("Transaction", "  run(Named)", "    Transaction", "      run(Other)", "  run(Named)");
    }

    @Test
    void aNewTransactionLiesWithinTheCallbackThatIsIt() {
        factory.inTransaction(session -> AfterCommit.of(session).runInNewTransaction(inner -> {
            AfterCommit.of(inner).run(new Named());
            AfterCommit.of(inner).run(new Other());
        }));

        assertThat(nested())
                .containsExactly(
                        "Transaction",
                        "  runInNewTransaction(lambda in NestedEventTest)",
                        "    Transaction",
                        "      run(Named)",
                        "      run(Other)");
    }

    @Test
    void aCallbackThatRunsAtOnceInAnotherLiesWithinIt() {
        factory.inTransaction(session -> AfterCommit.of(session)
                .run(new Named(() -> AfterCommit.of(session).run(new Other()))));

        assertThat(nested()).containsExactly("Transaction", "  run(Named)", "    run(Other)");
    }

    /** The events in their order, each behind as many blanks as there are others around it. */
    private List<String> nested() {
        List<RecordedEvent> all = Stream.concat(recorded.transactions().stream(), recorded.callbacks().stream())
                .sorted((one, other) -> isWithin(one, other) ? 1 : isWithin(other, one) ? -1 : compare(one, other))
                .toList();
        List<String> lines = new ArrayList<>();
        for (RecordedEvent event : all) {
            long depth = all.stream().filter(other -> isWithin(event, other)).count();
            lines.add("  ".repeat((int) depth) + name(event));
        }
        return lines;
    }

    private static int compare(RecordedEvent one, RecordedEvent other) {
        return one.getStartTime().compareTo(other.getStartTime());
    }

    private static boolean isWithin(RecordedEvent inner, RecordedEvent outer) {
        Instant begin = inner.getStartTime();
        return inner != outer
                && !begin.isBefore(outer.getStartTime())
                && !inner.getEndTime().isAfter(outer.getEndTime())
                && inner.getDuration().compareTo(outer.getDuration()) < 0;
    }

    private static String name(RecordedEvent event) {
        return event.getEventType().getName().equals(RecordedEvents.TRANSACTION)
                ? "Transaction"
                : event.getString("callback").replaceAll("dev\\.aftercommit\\.test\\.jfr\\.|NestedEventTest\\$", "");
    }

    private record Other() implements Runnable {

        @Override
        public void run() {
            // what matters is when
        }
    }

    private record Named(Runnable runnable) implements Runnable {

        Named() {
            this(() -> {});
        }

        @Override
        public void run() {
            runnable.run();
        }
    }
}
