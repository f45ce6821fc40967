package dev.aftercommit.test.jfr;

import static dev.aftercommit.test.jfr.RecordedEvents.CALLBACK;
import static dev.aftercommit.test.jfr.RecordedEvents.TRANSACTION;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.TestFactory;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import jdk.jfr.Recording;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where nobody records the events, they cost nothing. Each test shows that it would notice if they did. */
class UnrecordedTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Parcel.class);

    private final AtomicInteger descriptions = new AtomicInteger();
    private int parcels;

    @BeforeEach
    void countDescriptions() {
        Parcel.description = () -> "A" + descriptions.incrementAndGet();
    }

    @AfterEach
    void stopCounting() {
        Parcel.description = () -> "A";
    }

    @Test
    void nothingIsAllocatedFromOneCallbackToTheNext() {
        bytesBetweenCallbacks();

        assertThat(bytesBetweenCallbacks()).containsOnly(0);
        try (Recording recording = started(new Recording())) {
            bytesBetweenCallbacks();
            assertThat(bytesBetweenCallbacks()).doesNotContain(0);
        }
        assertThat(bytesBetweenCallbacks()).containsOnly(0);
    }

    @Test
    void nothingIsAllocatedWhereARecordingLeavesTheEventsOut() {
        try (Recording recording = started(withoutEvents())) {
            bytesBetweenCallbacks();

            assertThat(bytesBetweenCallbacks()).containsOnly(0);
        }
    }

    @Test
    void noDescriptionIsAskedFor() {
        assertThat(descriptionsOfATransaction()).isZero();
        try (Recording recording = started(new Recording())) {
            assertThat(descriptionsOfATransaction()).isEqualTo(1);
        }
        assertThat(descriptionsOfATransaction()).isZero();
    }

    @Test
    void noDescriptionIsAskedForWhereARecordingLeavesTheEventsOut() {
        try (Recording recording = started(withoutEvents())) {
            assertThat(descriptionsOfATransaction()).isZero();
        }
    }

    @Test
    void noDescriptionIsAskedForOfACallbackThatIsFasterThanTheThreshold() {
        Recording slowOnes = new Recording();
        slowOnes.enable(CALLBACK).withThreshold(Duration.ofDays(1));
        try (Recording recording = started(slowOnes)) {
            assertThat(descriptionsOfATransaction()).isZero();
        }
    }

    private static Recording started(Recording recording) {
        recording.start();
        return recording;
    }

    private static Recording withoutEvents() {
        Recording recording = new Recording();
        recording.disable(CALLBACK);
        recording.disable(TRANSACTION);
        return recording;
    }

    private int descriptionsOfATransaction() {
        descriptions.set(0);
        factory.inTransaction(session -> session.persist(new Parcel(++parcels)));
        return descriptions.get();
    }

    /** What the thread allocates from the end of each callback of a transaction to the beginning of the next. */
    private long[] bytesBetweenCallbacks() {
        long[] marks = new long[10];
        AtomicInteger next = new AtomicInteger();
        factory.inTransaction(session -> {
            for (int i = 0; i < marks.length; i++) {
                AfterCommit.of(session)
                        .run(() -> marks[next.getAndIncrement()] = THREADS.getCurrentThreadAllocatedBytes());
            }
        });
        return LongStream.range(1, marks.length)
                .map(i -> marks[(int) i] - marks[(int) i - 1])
                .toArray();
    }
}
