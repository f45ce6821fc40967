/**
 * Input that is bad, or strange, made up by a random number generator: see the README beside this file.
 */
package dev.aftercommit.test.fuzz;
