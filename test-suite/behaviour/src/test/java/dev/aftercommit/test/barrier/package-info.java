/** Barrier tokens, and the barrier where they are waited for, in one process; what needs two is in a module of its own. */
package dev.aftercommit.test.barrier;
