/** What frameworks and tools implement to work with the library. Applications need nothing of it. */
@NullMarked
package dev.aftercommit.spi;

import org.jspecify.annotations.NullMarked;
