/** Callbacks captured within the transactions that Spring begins for tests. */
package dev.aftercommit.test.spring.capture;
