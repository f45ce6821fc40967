/**
 * What tests use: {@link dev.aftercommit.testing.CapturedCallbacks} collects callbacks instead of having them run, so that a test whose
 * transaction is rolled back at its end can see and run them.
 */
@NullMarked
package dev.aftercommit.testing;

import org.jspecify.annotations.NullMarked;
