package dev.aftercommit.internal.callback;

import java.util.List;

/**
 * The callback methods of an entity, in the order of their calls.
 *
 * @param rootEntityName the name of the root of the entity's hierarchy, within which an identifier is unique
 */
record EntityCallbacks(String rootEntityName, List<CallbackMethod> methods) {}
