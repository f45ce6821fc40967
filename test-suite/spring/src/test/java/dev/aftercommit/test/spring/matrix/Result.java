package dev.aftercommit.test.spring.matrix;

/** What became of the row that was written after the commit. */
enum Result {
    KEPT("kept"),
    LOST("**lost**"),
    POOL_TIMEOUT("**pool timeout**"),
    /** The caller or another was told of a failure. */
    WRONG_OUTCOME("**wrong outcome**"),
    /** Spring refuses such a transaction. */
    REFUSED("refused"),
    /** There is no such thing. */
    NONE("");

    final String words;

    Result(String words) {
        this.words = words;
    }
}
