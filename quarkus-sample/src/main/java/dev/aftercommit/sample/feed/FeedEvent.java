package dev.aftercommit.sample.feed;

/**
 * A line of the feed.
 *
 * @param transaction the number of the transaction that it tells of; 0 for the feed itself
 * @param millis how long it took, where that is known; otherwise null
 */
public record FeedEvent(long transaction, Type type, String text, Double millis) {

    /** What has happened. */
    public enum Type {
        CONNECTED,
        BEGUN,
        REGISTERED,
        COMMITTED,
        ROLLED_BACK,
        STARTED,
        SUCCEEDED,
        FAILED,
        DISCARDED,
        NOTE
    }

    FeedEvent(long transaction, Type type, String text) {
        this(transaction, type, text, null);
    }
}
