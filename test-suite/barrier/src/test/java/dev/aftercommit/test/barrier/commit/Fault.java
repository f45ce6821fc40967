package dev.aftercommit.test.barrier.commit;

import java.util.Locale;

/** What happens to a connection at a commit. */
enum Fault {
    /** Nothing. */
    NONE,
    /** It is cut before the server has seen the commit. */
    BEFORE_COMMIT,
    /** The server has committed, and its answer is lost. */
    ANSWER_LOST,
    /** It is cut right behind the commit, which the server may or may not read. */
    RIGHT_BEHIND_COMMIT,
    /** The client is cut off; the server learns it some time later, and has seen no commit. */
    SERVER_LEARNS_LATE,
    /** The client is cut off; the commit reaches the server some time later. */
    COMMIT_COMES_LATE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
