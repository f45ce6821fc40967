/** The callbacks of one transaction: where they are kept, when they are delivered, how they are run. */
@NullMarked
package dev.aftercommit.internal.transaction;

import org.jspecify.annotations.NullMarked;
