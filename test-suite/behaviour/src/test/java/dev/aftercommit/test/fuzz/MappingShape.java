package dev.aftercommit.test.fuzz;

import dev.aftercommit.test.fuzz.CallbackShape.Place;
import java.util.List;
import java.util.Set;

/** What a generated entity is like, with its superclass, listener, interface and embeddable. */
record MappingShape(String entity, Construction listener, Set<Trait> traits, List<CallbackShape> methods) {

    /** What can be said of the classes besides. */
    enum Trait {
        LISTENER_OF_SUPERCLASS,
        EXCLUDES_SUPERCLASS_LISTENERS,
        EXCLUDES_DEFAULT_LISTENERS
    }

    /** How an entity listener can be constructed. */
    enum Construction {
        PUBLIC,
        PACKAGE,
        PRIVATE,
        NEEDS_ARGUMENT,
        INNER,
        ABSTRACT
    }

    boolean has(Place place) {
        return place == Place.SUPERCLASS && is(Trait.LISTENER_OF_SUPERCLASS)
                || methods.stream().anyMatch(method -> method.place() == place);
    }

    boolean hasListener() {
        return has(Place.LISTENER) || has(Place.LISTENER_SUPERCLASS);
    }

    boolean is(Trait trait) {
        return traits.contains(trait);
    }

    String nameOf(Place place) {
        return switch (place) {
            case ENTITY -> "fuzzed." + entity;
            case ROOT -> "fuzzed." + entity + "Root";
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
