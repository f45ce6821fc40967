package dev.aftercommit.test.spring.support;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** What the library logs during a test, unless an application of Spring Boot is started meanwhile, which resets logging. */
public final class CapturedLog implements BeforeEachCallback, AfterEachCallback {

    private final Logger logger;
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    public CapturedLog() {
        this("dev.aftercommit");
    }

    /** What others log. */
    public CapturedLog(String logger) {
        this.logger = (Logger) LoggerFactory.getLogger(logger);
    }

    /** Level and message of each event. */
    public List<String> messages() {
        return events.list.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        events.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(events);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        logger.detachAppender(events);
        logger.setLevel(null);
    }
}
