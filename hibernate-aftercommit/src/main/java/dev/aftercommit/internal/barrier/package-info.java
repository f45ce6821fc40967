/** The transaction barrier: strategies by database, and the one query that all waiters of a process share. */
@NullMarked
package dev.aftercommit.internal.barrier;

import org.jspecify.annotations.NullMarked;
