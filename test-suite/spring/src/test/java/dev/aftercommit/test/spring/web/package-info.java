/** Requests, with the entity manager open for all of each. */
package dev.aftercommit.test.spring.web;
