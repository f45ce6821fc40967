/** Tests that capture callbacks instead of having them run. */
package dev.aftercommit.test.capture;
