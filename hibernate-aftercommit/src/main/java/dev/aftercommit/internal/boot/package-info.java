/** How the library is switched on for a session factory. */
@NullMarked
package dev.aftercommit.internal.boot;

import org.jspecify.annotations.NullMarked;
