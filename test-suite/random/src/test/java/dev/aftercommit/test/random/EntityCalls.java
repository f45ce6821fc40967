package dev.aftercommit.test.random;

import dev.aftercommit.EntityChange;
import dev.aftercommit.EntityOperation;
import dev.aftercommit.test.random.Row.Key;
import dev.aftercommit.test.random.Step.ProgramException;
import dev.aftercommit.testing.CapturedCallback;
import dev.aftercommit.testing.CapturedCallback.Kind;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What the callback methods of the entities are called with. They fail where the entity is named so. */
final class EntityCalls {

    /** The name of entities whose callbacks fail. */
    static final String FAILING = "fail";

    private static final ThreadLocal<Execution> EXECUTION = new ThreadLocal<>();

    private EntityCalls() {}

    /** Has calls on this thread be logged by an execution. */
    static void logTo(Execution execution) {
        EXECUTION.set(execution);
    }

    /** Takes down what a capture lists. */
    static void listed(Execution execution, CapturedCallback callback) {
        EntityChange<?> change = callback.change();
        if (change == null) {
            execution.log("captured " + callback.kind());
        } else {
            listed(execution, 0, callback.kind(), keyOf(change), change.operation(), change.changedAttributes());
        }
    }

    static void listed(
            Execution execution, int flush, Kind kind, Key key, EntityOperation operation, Set<String> changed) {
        execution.logEntity(
                flush, "entity " + key + " captured " + kind + " " + operation + " " + new TreeSet<>(changed));
    }

    private static Key keyOf(EntityChange<?> change) {
        String name = change.entity().getClass().getSimpleName();
        return new Key(Entity.valueOf(name.toUpperCase(Locale.ROOT)), (Integer) change.id());
    }

    static void called(String method, EntityChange<?> change) {
        log(
                EXECUTION.get(),
                0,
                method,
                keyOf(change),
                change.operation(),
                change.changedAttributes(),
                (String) change.oldValue("name"),
                (String) change.newValue("name"));
    }

    static void log(
            Execution execution,
            int flush,
            String method,
            Key key,
            EntityOperation operation,
            Set<String> changed,
            String oldName,
            String newName) {
        execution.logEntity(
                flush,
                "entity " + key + " " + method + " " + operation + " " + new TreeSet<>(changed) + " " + oldName + " -> "
                        + newName);
        if (FAILING.equals(newName)) {
            throw new ProgramException(method + " of " + key);
        }
    }
}
