package dev.aftercommit.test.torture;

import dev.aftercommit.AfterCommitSettings;
import java.util.Map;

/** What the library can ask the database by, where the connection is lost. */
enum Resolution {
    /** Nothing. */
    NEVER("never"),
    /** A token that the library issues right before the COMMIT. */
    ALWAYS("always"),
    /** A token that each transaction has taken before it registers a callback. */
    TOKEN("token");

    private final String setting;

    Resolution(String setting) {
        this.setting = setting;
    }

    /** Tokens have a witness, without which nobody can know what a crash has lost. */
    Map<String, ?> settings() {
        return Map.of(AfterCommitSettings.RESOLVE_UNKNOWN, setting, AfterCommitSettings.BARRIER_WITNESS, this != NEVER);
    }

    /** Whether a part may be unknown. */
    boolean allowsUnknown(boolean commitSaid) {
        return this == NEVER || (this == ALWAYS && !commitSaid);
    }
}
