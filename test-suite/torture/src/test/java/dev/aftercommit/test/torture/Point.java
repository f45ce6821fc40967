package dev.aftercommit.test.torture;

/** Where in a transaction a fault happens. */
enum Point {
    BEFORE_FIRST_STATEMENT,
    AFTER_FLUSH,
    IN_SCOPE,
    BEFORE_END,
    /** Right before the server hears COMMIT, as the proxy sees it. */
    BEFORE_COMMIT,
    /** Right behind the COMMIT. */
    BEHIND_COMMIT,
    IN_CALLBACK
}
