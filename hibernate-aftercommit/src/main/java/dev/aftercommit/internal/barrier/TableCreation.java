package dev.aftercommit.internal.barrier;

/** When the table of the barrier is created: see the setting of that name. */
public enum TableCreation {
    LAZY,
    STARTUP,
    NEVER
}
