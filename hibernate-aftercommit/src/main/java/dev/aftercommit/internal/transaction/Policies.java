package dev.aftercommit.internal.transaction;

import dev.aftercommit.FailurePolicy;

/**
 * What the settings of a factory say of its callbacks.
 *
 * @param throwsFailures whether failures can be thrown to the caller of commit, if the failure policy says so
 */
public record Policies(
        NoTransactionPolicy noTransaction,
        FailurePolicy failure,
        boolean throwsFailures,
        ConnectionPolicy connection,
        UnknownPolicy unknown) {}
