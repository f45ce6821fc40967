package dev.aftercommit.test.barrier.measure;

import dev.aftercommit.AfterCommitSettings;
import java.util.Map;

/** What a transaction does for those who wait. */
enum Variant {
    NONE("without a token", Map.of()),
    TOKEN("with a token", Map.of()),
    WITNESS("with a token and a witness", Map.of(AfterCommitSettings.BARRIER_WITNESS, true));

    private final String description;
    private final Map<String, ?> settings;

    Variant(String description, Map<String, ?> settings) {
        this.description = description;
        this.settings = settings;
    }

    boolean hasToken() {
        return this != NONE;
    }

    Map<String, ?> settings() {
        return settings;
    }

    @Override
    public String toString() {
        return description;
    }
}
