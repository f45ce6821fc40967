package dev.aftercommit.test.fuzz;

import static dev.aftercommit.EntityOperation.UPDATE;
import static dev.aftercommit.EntityOperation.UPSERT;

import dev.aftercommit.EntityOperation;
import dev.aftercommit.test.fuzz.CallbackShape.Annotation;
import dev.aftercommit.test.fuzz.CallbackShape.Place;
import dev.aftercommit.test.fuzz.MappingShape.Construction;
import dev.aftercommit.test.fuzz.MappingShape.Trait;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Set;

/** The rules of callback methods, written down a second time: which are refused, and when the others are called. */
final class MappingRules {

    private static final Set<String> ATTRIBUTES = Set.of("id", "name", "number", "part");

    private MappingRules() {}

    static boolean isRefused(MappingShape mapping, CallbackShape method) {
        if (!isConsidered(mapping, method)) {
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
            MappingShape mapping,
            CallbackShape method,
            boolean committed,
            EntityOperation operation,
            Collection<String> changed) {
        return isConsidered(mapping, method)
                && method.annotations().stream()
                        .anyMatch(annotation -> annotation.commit() == committed
                                && (annotation.on().isEmpty() || annotation.on().contains(operation))
                                && (annotation.ifChanged().isEmpty()
                                        || annotation.ifChanged().stream().anyMatch(changed::contains)));
    }

    /** Whether the instance that the callback is a method of can be constructed. */
    static boolean canBeReached(CallbackShape method, Construction listener) {
        return !method.place().isOfListener()
                || !Set.of(Construction.NEEDS_ARGUMENT, Construction.INNER, Construction.ABSTRACT)
                        .contains(listener);
    }

    /** As for the callbacks of Jakarta Persistence, an entity may do without the listeners of its superclasses. */
    private static boolean isHeard(MappingShape mapping, CallbackShape method) {
        return !method.place().isOfListener()
                || !mapping.is(Trait.LISTENER_OF_SUPERCLASS)
                || !mapping.is(Trait.EXCLUDES_SUPERCLASS_LISTENERS);
    }

    private static boolean isConsidered(MappingShape mapping, CallbackShape method) {
        return isHeard(mapping, method)
                && !method.annotations().isEmpty()
                && !method.overridden()
                && !method.is(MappingGenerator.BRIDGE);
    }

    private static boolean takes(CallbackShape method) {
        boolean ofListener = method.place().isOfListener();
        return switch (method.parameters()) {
            case CHANGE, CHANGE_OF_ENTITY, CHANGE_OF_ANY, CHANGE_OF_OBJECT, CHANGE_OF_VARIABLE -> true;
            case NONE -> !ofListener;
            case ENTITY, ENTITY_FOR_VARIABLE, OBJECT, VARIABLE -> ofListener;
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
