package dev.aftercommit.sample.experiment;

import dev.aftercommit.sample.audit.AuditTrail;
import dev.aftercommit.sample.feed.Feed;
import jakarta.enterprise.context.ApplicationScoped;

/** The callbacks of the experiments. They have classes, so that the feed has names for them. */
@ApplicationScoped
class Dispatch {
    private final Feed feed;
    private final AuditTrail auditTrail;

    Dispatch(Feed feed, AuditTrail auditTrail) {
        this.feed = feed;
        this.auditTrail = auditTrail;
    }

    Runnable label(String content) {
        return new PrintLabel(feed, content);
    }

    Runnable refusal(String content) {
        return new CallCarrier(content);
    }

    Runnable undo(String content) {
        return new CancelPickup(feed, content);
    }

    Runnable entry(String content) {
        return new WriteAuditEntry(feed, auditTrail, content);
    }

    Runnable pickup() {
        return new OrderPickup(feed);
    }

    private record PrintLabel(Feed feed, String content) implements Runnable {
        @Override
        public void run() {
            feed.note("printed the label of " + content);
        }
    }

    private record CallCarrier(String content) implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("no carrier takes " + content);
        }
    }

    private record CancelPickup(Feed feed, String content) implements Runnable {
        @Override
        public void run() {
            feed.note("cancelled the pickup of " + content);
        }
    }

    private record OrderPickup(Feed feed) implements Runnable {
        @Override
        public void run() {
            feed.note("ordered one pickup");
        }
    }

    private record WriteAuditEntry(Feed feed, AuditTrail auditTrail, String content) implements Runnable {
        @Override
        public void run() {
            auditTrail.record("dispatched " + content);
            feed.note("wrote an audit entry of " + content + ", in a transaction of its own");
        }
    }
}
