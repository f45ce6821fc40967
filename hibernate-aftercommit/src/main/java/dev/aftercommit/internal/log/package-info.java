/** Every message that the library logs or throws. */
@NullMarked
package dev.aftercommit.internal.log;

import org.jspecify.annotations.NullMarked;
