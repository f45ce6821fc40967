package dev.aftercommit.internal.callback;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.stream.Stream;

/** What a callback method takes the change of, as far as its declaration tells. */
final class ChangedType {

    private ChangedType() {}

    /** Whether a parameter of type EntityChange can have the changes of an entity: what it takes the change of is the entity. */
    static boolean canBe(Class<?> entity, Type change) {
        return !(change instanceof ParameterizedType parameterized)
                || Stream.of(parameterized.getActualTypeArguments()).allMatch(argument -> is(entity, argument));
    }

    // A variable is taken for its bounds: which type stands for it in the entity is not looked up
    private static boolean is(Class<?> entity, Type type) {
        if (type instanceof Class<?> plain) {
            return plain.isAssignableFrom(entity);
        } else if (type instanceof ParameterizedType parameterized) {
            return is(entity, parameterized.getRawType());
        } else if (type instanceof TypeVariable<?> variable) {
            return Stream.of(variable.getBounds()).allMatch(bound -> is(entity, bound));
        }
        return type instanceof WildcardType wildcard
                && Stream.of(wildcard.getUpperBounds()).allMatch(bound -> is(entity, bound));
    }
}
