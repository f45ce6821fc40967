/** Transactions under faults of the server and the network. */
package dev.aftercommit.test.torture;
