package dev.aftercommit.internal.transaction;

/** What registration does where no transaction is active: see the setting of that name. */
public enum NoTransactionPolicy {
    RUN,
    WARN,
    FAIL
}
