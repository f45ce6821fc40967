package dev.aftercommit.test.barrier.support;

import java.time.Duration;

/**
 * What a worker tells of a task: how its wait ended, whether it saw the row of the task right afterwards, and when that was, by the
 * clock that all processes of the machine share.
 */
public record Result(Ending ending, boolean rowSeen, long endedAt, String failure) {

    /** How a wait has ended. */
    public enum Ending {
        RAN,
        ABORTED,
        TIMED_OUT,
        UNKNOWN,
        FAILED
    }

    static Result of(Ending ending, boolean rowSeen, Throwable failure) {
        String message = failure == null ? "" : failure.toString().replaceAll("\\s+", " ");
        return new Result(ending, rowSeen, System.nanoTime(), message);
    }

    static Result parse(String line) {
        String[] parts = line.split(" ", 4);
        return new Result(Ending.valueOf(parts[0]), Boolean.parseBoolean(parts[1]), Long.parseLong(parts[2]), parts[3]);
    }

    String line() {
        return String.join(" ", ending.name(), Boolean.toString(rowSeen), Long.toString(endedAt), failure);
    }

    /** The time since something in this process. */
    public Duration since(long nanoTime) {
        return Duration.ofNanos(endedAt - nanoTime);
    }
}
