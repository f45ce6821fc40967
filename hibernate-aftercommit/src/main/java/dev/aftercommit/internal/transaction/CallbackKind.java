package dev.aftercommit.internal.transaction;

/** What a call is made for, or which method it was registered by. */
public enum CallbackKind {
    RUN,
    ENTITY,
    NEW_TRANSACTION,
    ASYNC,
    ROLLBACK,
    COMPLETION
}
