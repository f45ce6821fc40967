/** What becomes of the failures of callbacks, by policy. */
package dev.aftercommit.test.failure;
