/** What savepoints do to callbacks, entities and data. */
package dev.aftercommit.test.savepoint;
