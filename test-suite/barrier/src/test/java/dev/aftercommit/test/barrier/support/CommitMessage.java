package dev.aftercommit.test.barrier.support;

import java.nio.charset.StandardCharsets;

/** The COMMIT of a client of PostgreSQL, which the driver sends in one piece: as text, if told to ({@code prepareThreshold=0}). */
public final class CommitMessage {

    private static final byte[] COMMIT = "\0COMMIT\0".getBytes(StandardCharsets.US_ASCII);

    private CommitMessage() {}

    /** A message of type P (parse), without a name for the statement. */
    public static boolean isIn(byte[] bytes) {
        if (bytes.length < 5 + COMMIT.length || bytes[0] != 'P') {
            return false;
        }
        for (int index = 0; index < COMMIT.length; index++) {
            if (bytes[5 + index] != COMMIT[index]) {
                return false;
            }
        }
        return true;
    }
}
