/** What the documentation shows of Java: compiled here, and run. */
package dev.aftercommit.test.docs;
