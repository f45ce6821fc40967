package dev.aftercommit.test.fuzz;

import dev.aftercommit.test.fuzz.CallbackShape.Place;
import java.util.List;

/** What a generated entity is like, with its superclass, listener, interface and embeddable. */
record MappingShape(String entity, Construction listener, List<CallbackShape> methods) {

    /** How an entity listener can be constructed. */
    enum Construction {
        PUBLIC,
        PACKAGE,
        PRIVATE,
        NEEDS_ARGUMENT,
        ABSTRACT
    }

    boolean has(Place place) {
        return methods.stream().anyMatch(method -> method.place() == place);
    }

    String nameOf(Place place) {
        return switch (place) {
            case ENTITY -> "fuzzed." + entity;
            case SUPERCLASS -> "fuzzed." + entity + "Base";
            case LISTENER -> "fuzzed." + entity + "$Listener";
            case LISTENER_SUPERCLASS -> "fuzzed." + entity + "$ListenerBase";
            case INTERFACE -> "fuzzed." + entity + "Face";
            case EMBEDDABLE -> "fuzzed." + entity + "$Part";
        };
    }

    /** How a message of the library names the method. */
    String nameOf(CallbackShape method) {
        return nameOf(method.place()) + "." + method.name() + "()";
    }
}
