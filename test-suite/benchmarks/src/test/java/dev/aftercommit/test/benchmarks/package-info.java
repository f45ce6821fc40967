/** What the library costs, measured by turns in one run. */
package dev.aftercommit.test.benchmarks;
