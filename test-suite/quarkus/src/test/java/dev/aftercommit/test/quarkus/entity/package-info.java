/** Entities of the default persistence unit. */
package dev.aftercommit.test.quarkus.entity;
