/** Callback methods of entities and entity listeners, and the net changes that they are called with. */
@NullMarked
package dev.aftercommit.internal.callback;

import org.jspecify.annotations.NullMarked;
