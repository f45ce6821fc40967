package dev.aftercommit.sample.feed;

import static dev.aftercommit.sample.feed.FeedEvent.Type.COMMITTED;
import static dev.aftercommit.sample.feed.FeedEvent.Type.ROLLED_BACK;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;

/** A transaction that the feed tells of. It tells of its end once, however often it is registered. */
final class ToldTransaction implements Synchronization {
    private final long number;
    private final Feed feed;
    private boolean ended;

    ToldTransaction(long number, Feed feed) {
        this.number = number;
        this.feed = feed;
    }

    long number() {
        return number;
    }

    @Override
    public void beforeCompletion() {}

    @Override
    public void afterCompletion(int status) {
        if (!ended) {
            ended = true;
            feed.tell(new FeedEvent(number, status == Status.STATUS_COMMITTED ? COMMITTED : ROLLED_BACK, ""));
        }
    }
}
