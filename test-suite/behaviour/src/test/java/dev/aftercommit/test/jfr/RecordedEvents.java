package dev.aftercommit.test.jfr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import jdk.jfr.Event;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What JDK Flight Recorder has recorded of the library since the beginning of the test that registers this. */
final class RecordedEvents implements BeforeEachCallback, AfterEachCallback {

    static final String CALLBACK = "dev.aftercommit.Callback";
    static final String TRANSACTION = "dev.aftercommit.Transaction";

    // As it comes: nothing is switched on
    private final Recording recording = new Recording();

    Recording recording() {
        return recording;
    }

    /** Of callbacks, by the time of their beginning. */
    List<RecordedEvent> callbacks() {
        return events(CALLBACK);
    }

    /** Of transactions, by the time of their beginning. */
    List<RecordedEvent> transactions() {
        return events(TRANSACTION);
    }

    private List<RecordedEvent> events(String name) {
        try {
            Path file = Files.createTempFile("recorded", ".jfr");
            try {
                recording.dump(file);
                return RecordingFile.readAllEvents(file).stream()
                        .filter(event -> event.getEventType().getName().equals(name))
                        .sorted(Comparator.comparing(RecordedEvent::getStartTime))
                        .toList();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        recording.start();
        new Begun().commit();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        recording.close();
    }

    /**
     * On JDK 17, the string of an event of a new thread is lost if it was recorded in an earlier recording, until a thread
     * that is older than the recording has recorded a string.
     */
    private static final class Begun extends Event {

        String what = "A recording has begun";
    }
}
