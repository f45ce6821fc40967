/** How the values of settings are read. */
@NullMarked
package dev.aftercommit.internal.settings;

import org.jspecify.annotations.NullMarked;
