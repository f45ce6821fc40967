/** The wire form of barrier tokens, which is documented in docs/barrier.md. */
@NullMarked
package dev.aftercommit.internal.token;

import org.jspecify.annotations.NullMarked;
