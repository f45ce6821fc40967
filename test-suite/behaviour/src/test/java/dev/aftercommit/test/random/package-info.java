/**
 * Random programs, which are run against the library and against a model of its rules: see the README beside this file.
 */
package dev.aftercommit.test.random;
