/** The library with nothing around it. */
package dev.aftercommit.test.classpath;
