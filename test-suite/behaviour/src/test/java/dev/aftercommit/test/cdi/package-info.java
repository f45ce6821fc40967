/** Injection by CDI. */
package dev.aftercommit.test.cdi;
