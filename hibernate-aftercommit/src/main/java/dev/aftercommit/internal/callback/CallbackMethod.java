package dev.aftercommit.internal.callback;

import dev.aftercommit.EntityChange;
import dev.aftercommit.EntityOperation;
import dev.aftercommit.TransactionOutcome;
import java.lang.invoke.MethodHandle;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A method that is called for the net changes of an entity.
 *
 * @param description names the annotation and the method
 * @param outcome the outcome that it is called after
 * @param operations the operations that it is called for
 * @param ifChanged the attributes of which one must have changed; empty for any
 * @param handle takes the receiver and the argument, each as an {@code Object}
 * @param receiver the entity listener; null for a method of the entity itself
 * @param argument what the method takes
 */
record CallbackMethod(
        String description,
        TransactionOutcome outcome,
        Set<EntityOperation> operations,
        Set<String> ifChanged,
        MethodHandle handle,
        @Nullable Supplier<?> receiver,
        Argument argument) {

    /** What a callback method takes. */
    enum Argument {
        NONE,
        ENTITY,
        CHANGE
    }

    boolean isFor(EntityChange<?> change) {
        return operations.contains(change.operation())
                && (ifChanged.isEmpty() || ifChanged.stream().anyMatch(change::isChanged));
    }

    void call(EntityChange<?> change) throws Throwable {
        Object on = receiver == null ? change.entity() : receiver.get();
        switch (argument) {
            case NONE -> handle.invokeExact(on);
            case ENTITY -> handle.invokeExact(on, change.entity());
            case CHANGE -> handle.invokeExact(on, (Object) change);
        }
    }
}
