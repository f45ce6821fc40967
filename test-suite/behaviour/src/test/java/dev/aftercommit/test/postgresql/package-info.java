/** What only a real server does: refused and lost commits, killed backends, transactions that a failed statement has aborted. */
package dev.aftercommit.test.postgresql;
