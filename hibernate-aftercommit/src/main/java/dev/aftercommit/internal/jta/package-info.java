/** What is different where transactions are those of JTA. */
@NullMarked
package dev.aftercommit.internal.jta;

import org.jspecify.annotations.NullMarked;
