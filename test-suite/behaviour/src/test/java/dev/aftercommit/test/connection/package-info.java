/** Rule R8: where the connection of a transaction is while its callbacks run. */
package dev.aftercommit.test.connection;
