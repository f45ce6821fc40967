/** The library beside a second-level cache: Caffeine by way of JCache; on Hibernate 8.0, which has no provider yet, one of the tests. */
package dev.aftercommit.test.cache;
