/** What is left of sessions, factories and class loaders when they are done: nothing. */
package dev.aftercommit.test.leak;
