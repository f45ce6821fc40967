/** What JDK Flight Recorder records of callbacks and transactions, and what that costs where nobody records. */
package dev.aftercommit.test.jfr;
