package dev.aftercommit.test.fuzz;

import static dev.aftercommit.EntityOperation.UPDATE;
import static dev.aftercommit.EntityOperation.UPSERT;

import dev.aftercommit.EntityOperation;
import dev.aftercommit.test.fuzz.CallbackShape.Annotation;
import dev.aftercommit.test.fuzz.CallbackShape.Place;
import dev.aftercommit.test.fuzz.MappingShape.Construction;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Set;

/** The rules of callback methods, written down a second time: which are refused, and when the others are called. */
final class MappingRules {

    private static final Set<String> ATTRIBUTES = Set.of("id", "name", "number", "part");

    private MappingRules() {}

    static boolean isRefused(CallbackShape method) {
        if (!isConsidered(method)) {
            return false;
        }
        return method.place() == Place.INTERFACE
                || method.place() == Place.EMBEDDABLE
                || method.is(Modifier.STATIC | Modifier.ABSTRACT)
                || method.returned() != void.class
                || !takes(method)
                || method.annotations().stream().anyMatch(MappingRules::isRefused);
    }

    /** Whether a callback is called for an operation that has changed the given attributes. */
    static boolean calls(
            CallbackShape method, boolean committed, EntityOperation operation, Collection<String> changed) {
        return isConsidered(method)
                && method.annotations().stream()
                        .anyMatch(annotation -> annotation.commit() == committed
                                && (annotation.on().isEmpty() || annotation.on().contains(operation))
                                && (annotation.ifChanged().isEmpty()
                                        || annotation.ifChanged().stream().anyMatch(changed::contains)));
    }

    /** Whether the instance that the callback is a method of can be constructed. */
    static boolean canBeReached(CallbackShape method, Construction listener) {
        boolean ofListener = method.place() == Place.LISTENER || method.place() == Place.LISTENER_SUPERCLASS;
        return !ofListener || listener != Construction.NEEDS_ARGUMENT && listener != Construction.ABSTRACT;
    }

    private static boolean isConsidered(CallbackShape method) {
        return !method.annotations().isEmpty() && !method.overridden() && !method.is(MappingGenerator.BRIDGE);
    }

    private static boolean takes(CallbackShape method) {
        boolean ofListener = method.place() == Place.LISTENER || method.place() == Place.LISTENER_SUPERCLASS;
        return switch (method.parameters()) {
            case CHANGE, CHANGE_OF_ENTITY, CHANGE_OF_STRING -> true;
            case NONE -> !ofListener;
            case ENTITY, OBJECT -> ofListener;
            default -> false;
        };
    }

    private static boolean isRefused(Annotation annotation) {
        boolean inVain = !annotation.ifChanged().isEmpty()
                && !annotation.on().isEmpty()
                && !annotation.on().contains(UPDATE)
                && !annotation.on().contains(UPSERT);
        return inVain || !ATTRIBUTES.containsAll(annotation.ifChanged());
    }
}
