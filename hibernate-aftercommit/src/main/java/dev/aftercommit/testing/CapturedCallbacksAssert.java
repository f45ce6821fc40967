package dev.aftercommit.testing;

import dev.aftercommit.EntityOperation;
import dev.aftercommit.testing.CapturedCallback.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/**
 * Assertions of AssertJ for {@link CapturedCallbacks}. One that fails tells what was captured, in order.
 *
 * @since 0.1
 */
public final class CapturedCallbacksAssert extends AbstractAssert<CapturedCallbacksAssert, CapturedCallbacks> {

    private CapturedCallbacksAssert(@Nullable CapturedCallbacks actual) {
        super(actual, CapturedCallbacksAssert.class);
    }

    /** To be imported statically, beside {@link Assertions#assertThat(Object)}. */
    public static CapturedCallbacksAssert assertThat(@Nullable CapturedCallbacks actual) {
        return new CapturedCallbacksAssert(actual);
    }

    /** Nothing was captured. */
    public CapturedCallbacksAssert isEmpty() {
        return require(callbacks().isEmpty(), "no callback");
    }

    /** So many callbacks were captured. */
    public CapturedCallbacksAssert hasSize(int expected) {
        return require(callbacks().size() == expected, expected + " callback(s)");
    }

    /** The callbacks are of these kinds, in this order. */
    public CapturedCallbacksAssert hasKinds(Kind... expected) {
        List<Kind> kinds = callbacks().stream().map(CapturedCallback::kind).toList();
        return require(
                kinds.equals(List.of(expected)),
                "callbacks of the kinds "
                        + Arrays.stream(expected).map(Kind::name).collect(Collectors.joining(", "))
                        + ", in this order");
    }

    /** There is a callback whose description contains the text: the name of a class or of a method, say. */
    public CapturedCallbacksAssert contains(String text) {
        return require(any(isDescribedBy(text)), "a callback whose description contains '" + text + "'");
    }

    /** There is none whose description contains the text. */
    public CapturedCallbacksAssert doesNotContain(String text) {
        return require(!any(isDescribedBy(text)), "no callback whose description contains '" + text + "'");
    }

    /** There is a callback method that is to be told of the operation on an entity of the type. */
    public CapturedCallbacksAssert contains(Class<?> entity, EntityOperation operation) {
        return require(
                any(callback -> isOf(callback, entity)
                        && callback.change() != null
                        && callback.change().operation() == operation),
                "a callback of an entity, of " + operation + " of " + entity.getName());
    }

    /** There is no callback method that is to be told of an entity of the type. */
    public CapturedCallbacksAssert doesNotContain(Class<?> entity) {
        return require(!any(callback -> isOf(callback, entity)), "no callback of an entity of " + entity.getName());
    }

    private static Predicate<CapturedCallback> isDescribedBy(String text) {
        return callback -> callback.description().contains(text);
    }

    private static boolean isOf(CapturedCallback callback, Class<?> entity) {
        return callback.kind() == Kind.ENTITY
                && callback.change() != null
                && entity.isInstance(callback.change().entity());
    }

    private boolean any(Predicate<CapturedCallback> predicate) {
        return callbacks().stream().anyMatch(predicate);
    }

    private List<CapturedCallback> callbacks() {
        isNotNull();
        return actual.callbacks();
    }

    private CapturedCallbacksAssert require(boolean met, String expected) {
        if (!met) {
            List<CapturedCallback> callbacks = callbacks();
            String captured = callbacks.isEmpty()
                    ? "nothing was captured"
                    : "captured were, in order:"
                            + IntStream.range(0, callbacks.size())
                                    .mapToObj(i -> "%n  %d. %s".formatted(i + 1, callbacks.get(i)))
                                    .collect(Collectors.joining());
            failWithMessage("Expecting %s, but %s", expected, captured);
        }
        return this;
    }
}
