package dev.aftercommit.test.random;

import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** Has what is expected to fail not be logged. */
final class Quiet implements BeforeAllCallback, AfterAllCallback {

    private static final List<String> LOGGERS = List.of("dev.aftercommit", "org.hibernate", "org.springframework");

    @Override
    public void beforeAll(ExtensionContext tests) {
        setLevel(LogLevel.OFF);
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        setLevel(null);
    }

    private static void setLevel(LogLevel level) {
        LoggingSystem logging = LoggingSystem.get(Quiet.class.getClassLoader());
        LOGGERS.forEach(logger -> logging.setLogLevel(logger, level));
    }
}
