/** What the tests of all topics stand on. */
package dev.aftercommit.test.support;
