package dev.aftercommit.internal.callback;

import dev.aftercommit.EntityOperation;
import java.util.List;
import java.util.Map;

/**
 * The callback methods of an entity, in the order of their calls, and what has to be known of its mapping.
 *
 * @param rootEntityName the name of the root of the entity's hierarchy, within which an identifier is unique
 * @param collections the attributes that are or contain a collection, by the role of the collection
 */
record EntityCallbacks(String rootEntityName, List<CallbackMethod> methods, Map<String, String> collections) {

    /** Whether a method is called for the operation. */
    boolean take(EntityOperation operation) {
        return methods.stream().anyMatch(method -> method.operations().contains(operation));
    }
}
