/** {@code @Inject AfterCommit} and {@code @Inject AfterCommitSession}, with nothing to configure. */
@NullMarked
package dev.aftercommit.cdi;

import org.jspecify.annotations.NullMarked;
