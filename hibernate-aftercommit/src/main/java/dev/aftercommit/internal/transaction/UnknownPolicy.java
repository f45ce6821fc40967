package dev.aftercommit.internal.transaction;

/** Whether the database is asked for an outcome that is not known otherwise: see the setting of that name. */
public enum UnknownPolicy {
    TOKEN,
    ALWAYS,
    NEVER
}
