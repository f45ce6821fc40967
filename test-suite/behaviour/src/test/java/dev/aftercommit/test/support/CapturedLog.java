package dev.aftercommit.test.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What the library has logged, at INFO and above, since the beginning of the test that registers this. */
public final class CapturedLog extends Handler implements BeforeEachCallback, AfterEachCallback {

    private final Logger logger = Logger.getLogger("dev.aftercommit");
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private boolean silenceIsExpected;

    /** One that fails each test in which something was logged and not cleared. */
    public static CapturedLog expectSilence() {
        CapturedLog log = new CapturedLog();
        log.silenceIsExpected = true;
        return log;
    }

    /** The messages, each behind its level: {@code WARN HAC000002: ...}. */
    public List<String> messages() {
        return records.stream()
                .map(record -> record.getLevel() + " " + record.getMessage())
                .toList();
    }

    /** The exceptions that were logged. */
    public List<Throwable> failures() {
        return records.stream()
                .map(LogRecord::getThrown)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Forgets what was logged so far. */
    public void clear() {
        records.clear();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        logger.addHandler(this);
        logger.setUseParentHandlers(false);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
        if (silenceIsExpected) {
            assertThat(messages()).isEmpty();
        }
    }

    @Override
    public void publish(LogRecord record) {
        records.add(record);
    }

    @Override
    public void flush() {
        // nothing is buffered
    }

    @Override
    public void close() {
        // nothing is held
    }
}
