package dev.aftercommit.test.spring.matrix;

import dev.aftercommit.test.spring.support.RunningApplication;

/** How Hibernate and the pool go about the connection. */
enum Pooling {
    HOLD("hold", "DELAYED_ACQUISITION_AND_HOLD", true),
    HOLD_WITHOUT_AUTO_COMMIT("hold, no auto-commit", "DELAYED_ACQUISITION_AND_HOLD", false),
    IMMEDIATE("immediate", "IMMEDIATE_ACQUISITION_AND_HOLD", true),
    IMMEDIATE_WITHOUT_AUTO_COMMIT("immediate, no auto-commit", "IMMEDIATE_ACQUISITION_AND_HOLD", false),
    RELEASE("release", "DELAYED_ACQUISITION_AND_RELEASE_AFTER_TRANSACTION", true),
    RELEASE_WITHOUT_AUTO_COMMIT("release, no auto-commit", "DELAYED_ACQUISITION_AND_RELEASE_AFTER_TRANSACTION", false);

    final String words;
    final String mode;
    final boolean autoCommit;

    Pooling(String words, String mode, boolean autoCommit) {
        this.words = words;
        this.mode = mode;
        this.autoCommit = autoCommit;
    }

    RunningApplication application() {
        RunningApplication application = RunningApplication.of(MatrixApplication.class)
                .with("spring.jpa.properties.hibernate.connection.handling_mode", mode)
                // What listeners throw after the commit
                .with("logging.level.org.springframework.transaction.support", "off")
                .with("spring.datasource.hikari.auto-commit", autoCommit)
                .with("spring.jpa.properties.hibernate.connection.provider_disables_autocommit", !autoCommit);
        if (mode.startsWith("IMMEDIATE")) {
            // Else Hibernate itself needs two of them
            application.needsNoConnectionToStart();
        }
        return application;
    }
}
