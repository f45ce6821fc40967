/**
 * Random programs, which are run against the library and against a model of its rules: see the README of test-suite/random.
 */
package dev.aftercommit.test.random;
