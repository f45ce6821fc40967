/**
 * Spring: callbacks run outside the finished transaction, nested transactions are followed, and {@code AfterCommit} is a bean.
 * Configured by Spring Boot's auto-configuration, or by importing {@link dev.aftercommit.spring.AfterCommitConfiguration}.
 */
@NullMarked
package dev.aftercommit.spring;

import org.jspecify.annotations.NullMarked;
