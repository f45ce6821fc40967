package dev.aftercommit.test.docs;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.ForkedJvm;
import dev.aftercommit.test.support.TestFactory;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The guide to observability shows what the tools of the JDK print, and its example does what is said there. */
class ObservabilityGuideTest {

    private static final String CALLBACK = "dev.aftercommit.Callback";
    private static final String TRANSACTION = "dev.aftercommit.Transaction";

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Customer.class);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    @TempDir
    Path folder;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeEach
    void nothingIsSent() {
        Mailer.SENT.clear();
    }

    @Test
    void printsWhatTheGuideShows() throws IOException {
        Path file = recordShop("");

        String printed = ForkedJvm.call("jfr", "print", "--categories", "AfterCommit", file.toString());

        assertThat(shape(printed)).isEqualTo(shape(shownFor("$ jfr print --categories AfterCommit shop.jfr")));
    }

    @Test
    void summaryCountsAsTheGuideShows() throws IOException {
        Path file = recordShop("");

        String summary = ForkedJvm.call("jfr", "summary", file.toString());

        assertThat(linesOfTheLibrary(summary))
                .isEqualTo(linesOfTheLibrary(shownFor("$ jfr summary shop.jfr | grep aftercommit")))
                .hasSize(2);
    }

    @Test
    void aThresholdLeavesFasterCallbacksOut() {
        Path file = recordShop(",+dev.aftercommit.Callback#threshold=1d");

        String summary = ForkedJvm.call("jfr", "summary", file.toString());

        assertThat(linesOfTheLibrary(summary)).containsEntry(CALLBACK, 0).containsEntry(TRANSACTION, 1);
    }

    @Test
    void jcmdRecordsInAProcessThatRuns() {
        Path file = folder.resolve("shop.jfr");
        String pid = Long.toString(ProcessHandle.current().pid());

        ForkedJvm.call("jcmd", pid, "JFR.start", "name=callbacks");
        factory.inTransaction(session -> AfterCommit.of(session).run(() -> {}));
        ForkedJvm.call("jcmd", pid, "JFR.stop", "name=callbacks", "filename=" + file);

        assertThat(linesOfTheLibrary(ForkedJvm.call("jfr", "summary", file.toString())))
                .containsEntry(CALLBACK, 1)
                .containsEntry(TRANSACTION, 1);
    }

    @Test
    void metricsTimeCallbacksByKindAndOutcome() {
        observe();
        factory.inTransaction(session -> {
            session.persist(new Customer());
            AfterCommit.of(session).run(() -> {});
            AfterCommit.of(session).run(() -> {
                throw new IllegalStateException("no mail server");
            });
        });

        assertThat(callbacks("@PostCommit", "succeeded").count()).isEqualTo(1);
        assertThat(callbacks("run", "succeeded").count()).isEqualTo(1);
        assertThat(callbacks("run", "failed").count()).isEqualTo(1);
    }

    @Test
    void metricsTimeACallbackThatCommitsATransactionAsLongerThanThoseWithin() {
        observe();
        factory.inTransaction(session -> AfterCommit.of(session)
                .runInNewTransaction(inner -> AfterCommit.of(inner).run(() -> {})));

        assertThat(callbacks("runInNewTransaction", "succeeded").totalTime(NANOSECONDS))
                .isGreaterThan(callbacks("run", "succeeded").totalTime(NANOSECONDS));
    }

    @Test
    void metricsCountDiscardedCallbacks() {
        observe();
        try (Session session = factory.open()) {
            session.beginTransaction();
            AfterCommit.of(session).run(() -> {});
            session.getTransaction().rollback();
        }

        assertThat(registry.get("aftercommit.discarded")
                        .tags("kind", "run", "outcome", "ROLLED_BACK")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private void observe() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(AfterCommitSettings.OBSERVER, new CallbackMetrics(registry));
        settings.forEach(factory::with);
    }

    private Timer callbacks(String kind, String outcome) {
        return registry.get("aftercommit.callbacks")
                .tags("kind", kind, "outcome", outcome)
                .timer();
    }

    private Path recordShop(String options) {
        Path file = folder.resolve("shop.jfr");
        ForkedJvm.run(Shop.class, "-XX:StartFlightRecording:filename=" + file + options);
        return file;
    }

    /** What the guide shows below a command. */
    private static String shownFor(String command) {
        String guide = Guide.page("observability.md");
        int begin = guide.indexOf(command + "\n");
        assertThat(begin).as("the place of '%s' in the guide", command).isNotNegative();
        return guide.substring(begin + command.length(), guide.indexOf("```", begin));
    }

    /** Without what differs from one run to the next. */
    private static String shape(String printed) {
        return printed.replaceAll("startTime = .*", "startTime = (time)")
                .replaceAll("duration = [\\d.]+ \\w+", "duration = (duration)")
                .replaceAll("javaThreadId = \\d+", "javaThreadId = (number)")
                .strip();
    }

    /** The names of the events of the library, with their numbers. */
    private static Map<String, Integer> linesOfTheLibrary(String summary) {
        Map<String, Integer> counts = new HashMap<>();
        Matcher line =
                Pattern.compile("(dev\\.aftercommit\\.\\w+)\\s+(\\d+)\\s+\\d+").matcher(summary);
        while (line.find()) {
            counts.put(line.group(1), Integer.valueOf(line.group(2)));
        }
        return counts;
    }
}
