/** Fixtures of all tests with Spring. */
package dev.aftercommit.test.spring.support;
