/** A small application, and how it is put together. */
package dev.aftercommit.test.spring.application;
