/** What is measured: one class for each row of the table. */
package dev.aftercommit.test.benchmarks.rows;
