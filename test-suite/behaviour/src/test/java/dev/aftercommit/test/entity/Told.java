package dev.aftercommit.test.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.EntityChange;
import dev.aftercommit.EntityOperation;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What callback methods were told since the beginning of the test that is extended with this. */
public final class Told implements BeforeEachCallback {

    private static final List<String> CALLS = new CopyOnWriteArrayList<>();
    private static final List<EntityChange<?>> CHANGES = new CopyOnWriteArrayList<>();

    /** Takes note of a call. */
    public static void call(String call) {
        CALLS.add(call);
    }

    /** Takes note of a change. */
    public static void change(EntityChange<?> change) {
        CHANGES.add(change);
    }

    /** The calls, in their order. */
    public static List<String> calls() {
        return List.copyOf(CALLS);
    }

    /** The changes, in their order. */
    public static List<EntityChange<?>> changes() {
        return List.copyOf(CHANGES);
    }

    /** The operations of the changes. */
    public static List<EntityOperation> operations() {
        return CHANGES.stream().<EntityOperation>map(EntityChange::operation).toList();
    }

    /** The only change. */
    public static EntityChange<?> change() {
        assertThat(CHANGES).hasSize(1);
        return CHANGES.get(0);
    }

    /** Forgets what was told while a test was prepared. */
    public static void forget() {
        CALLS.clear();
        CHANGES.clear();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        forget();
    }
}
