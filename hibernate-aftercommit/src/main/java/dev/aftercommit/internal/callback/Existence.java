package dev.aftercommit.internal.callback;

import dev.aftercommit.EntityOperation;
import org.jspecify.annotations.Nullable;

/** Whether an entity was in the database before the transaction. */
enum Existence {
    PRESENT(EntityOperation.UPDATE),
    ABSENT(EntityOperation.INSERT),
    UNKNOWN(EntityOperation.UPSERT);

    private final EntityOperation operationIfPresentNow;

    Existence(EntityOperation operationIfPresentNow) {
        this.operationIfPresentNow = operationIfPresentNow;
    }

    /** What the transaction did as a whole; null if there is nothing that another transaction could see. */
    @Nullable
    EntityOperation operation(boolean presentNow) {
        if (presentNow) {
            return operationIfPresentNow;
        }
        return this == ABSENT ? null : EntityOperation.DELETE;
    }
}
