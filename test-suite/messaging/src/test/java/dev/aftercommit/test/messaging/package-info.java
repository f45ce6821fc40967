/** Messages that wait for the transaction in which they were sent. */
package dev.aftercommit.test.messaging;
