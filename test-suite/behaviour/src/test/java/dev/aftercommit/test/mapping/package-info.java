/** Callback methods over the ways to map an entity. */
package dev.aftercommit.test.mapping;
