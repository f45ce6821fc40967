/** Callbacks in transactions of Spring. */
package dev.aftercommit.test.spring.transaction;
