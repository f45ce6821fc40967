package dev.aftercommit.test.fuzz;

import dev.aftercommit.EntityChange;
import dev.aftercommit.TransactionOutcome;
import java.lang.reflect.Modifier;
import java.util.List;
import net.bytebuddy.description.type.TypeDefinition;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.description.type.TypeDescription.Generic;

/** The parameters of a generated method. */
final class GeneratedParameters {

    private static final TypeDescription CHANGE = TypeDescription.ForLoadedType.of(EntityChange.class);

    private GeneratedParameters() {}

    static List<? extends TypeDefinition> of(CallbackShape method, TypeDescription entity) {
        boolean generic = method.place().isGeneric() && !method.is(Modifier.STATIC);
        Generic variable = Generic.Builder.typeVariable("T").build();
        return switch (method.parameters()) {
            case NONE -> List.of();
            case CHANGE -> List.of(CHANGE);
            case CHANGE_OF_ENTITY -> List.of(changeOf(entity));
            case CHANGE_OF_STRING -> List.of(changeOf(type(String.class)));
            case CHANGE_OF_ANY -> List.of(changeOf(Generic.Builder.unboundWildcard()));
            case CHANGE_OF_OBJECT -> List.of(changeOf(type(Object.class)));
            case CHANGE_OF_VARIABLE -> List.of(generic ? changeOf(variable) : CHANGE);
            case VARIABLE -> List.of(generic ? variable : type(Object.class));
            case ENTITY, ENTITY_FOR_VARIABLE -> List.of(entity);
            case OBJECT -> List.of(type(Object.class));
            case STRING -> List.of(type(String.class));
            case NUMBER -> List.of(type(int.class));
            case OUTCOME -> List.of(type(TransactionOutcome.class));
            case CHANGES -> List.of(type(EntityChange[].class));
            case ENTITY_AND_CHANGE -> List.of(entity, CHANGE);
            case TWO_CHANGES -> List.of(CHANGE, CHANGE);
        };
    }

    private static Generic changeOf(TypeDefinition changed) {
        return Generic.Builder.parameterizedType(CHANGE, changed).build();
    }

    private static TypeDescription type(Class<?> loaded) {
        return TypeDescription.ForLoadedType.of(loaded);
    }
}
