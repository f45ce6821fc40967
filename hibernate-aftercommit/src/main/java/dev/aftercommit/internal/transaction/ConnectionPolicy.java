package dev.aftercommit.internal.transaction;

/** What happens to a connection that a session holds beyond its transaction: see the setting of that name. */
public enum ConnectionPolicy {
    AUTO,
    KEEP,
    DEFER
}
