package dev.aftercommit.test.fuzz;

import dev.aftercommit.EntityOperation;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;

/** What a generated method with annotations is like. */
record CallbackShape(
        String name,
        Place place,
        int modifiers,
        Parameters parameters,
        Class<?> returned,
        List<Annotation> annotations,
        boolean overridden) {

    /** The class that a method is declared in. */
    enum Place {
        LISTENER_SUPERCLASS,
        LISTENER,
        ROOT,
        SUPERCLASS,
        ENTITY,
        INTERFACE,
        EMBEDDABLE;

        boolean isOfListener() {
            return this == LISTENER || this == LISTENER_SUPERCLASS;
        }

        /** Whether the class is generic: its subclass has the entity for its variable. */
        boolean isGeneric() {
            return this == ROOT || this == SUPERCLASS || this == LISTENER_SUPERCLASS;
        }
    }

    /** The arguments of a method. */
    enum Parameters {
        NONE,
        CHANGE,
        CHANGE_OF_ENTITY,
        CHANGE_OF_STRING,
        CHANGE_OF_ANY,
        CHANGE_OF_OBJECT,
        CHANGE_OF_VARIABLE,
        VARIABLE,
        ENTITY,
        ENTITY_FOR_VARIABLE,
        OBJECT,
        STRING,
        NUMBER,
        OUTCOME,
        CHANGES,
        ENTITY_AND_CHANGE,
        TWO_CHANGES
    }

    /** One annotation of a method: a PostCommit, or a PostRollback. */
    record Annotation(boolean commit, Set<EntityOperation> on, List<String> ifChanged) {}

    boolean is(int modifier) {
        return (modifiers & modifier) != 0;
    }

    boolean canBeOverridden() {
        return returned == void.class && !is(Modifier.PRIVATE | Modifier.STATIC | Modifier.FINAL);
    }

    CallbackShape overriddenOne() {
        return new CallbackShape(name, place, modifiers, parameters, returned, annotations, true);
    }
}
