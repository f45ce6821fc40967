package dev.aftercommit.internal.jfr;

import dev.aftercommit.TransactionOutcome;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A run of a callback that is being recorded. */
public interface RecordedCallback {

    /**
     * The callback has ended.
     *
     * @param description is asked for only if the event is kept
     * @param outcome the outcome after which it has run; null where there was no transaction
     * @param failure what it has thrown; null for nothing
     */
    void ended(Supplier<String> description, @Nullable TransactionOutcome outcome, @Nullable Throwable failure);
}
