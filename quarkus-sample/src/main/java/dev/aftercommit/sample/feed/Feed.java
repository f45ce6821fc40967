package dev.aftercommit.sample.feed;

import static dev.aftercommit.sample.feed.FeedEvent.Type.BEGUN;
import static dev.aftercommit.sample.feed.FeedEvent.Type.CONNECTED;
import static dev.aftercommit.sample.feed.FeedEvent.Type.NOTE;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells all open pages what happens to transactions and their callbacks, as it happens. */
@ApplicationScoped
public class Feed {
    private static final int UNREAD = 1000; // a page that is further behind is cut off, and connects again

    private final List<MultiEmitter<? super FeedEvent>> pages = new CopyOnWriteArrayList<>();
    private final ToldTransactions transactions;
    private final RunningCallbacks running;

    Feed(ToldTransactions transactions, RunningCallbacks running) {
        this.transactions = transactions;
        this.running = running;
    }

    Multi<FeedEvent> events() {
        return Multi.createFrom().<FeedEvent>emitter(this::connect, UNREAD);
    }

    private void connect(MultiEmitter<? super FeedEvent> page) {
        page.emit(new FeedEvent(0, CONNECTED, "connected"));
        page.onTermination(() -> pages.remove(page));
        pages.add(page);
    }

    void tell(FeedEvent event) {
        pages.forEach(page -> page.emit(event));
    }

    void begin(String title) {
        tell(new FeedEvent(transactions.begin(this), BEGUN, title));
    }

    /** Tells what the callback that runs on this thread does, or else what the transaction does. */
    public void note(String text) {
        note(running.isEmpty() ? transaction() : running.transaction(), text);
    }

    /** Tells what is done for a transaction elsewhere. */
    public void note(long transaction, String text) {
        if (transaction != 0) {
            tell(new FeedEvent(transaction, NOTE, text));
        }
    }

    /** The number of this thread's transaction; 0 where it has none that the feed tells of. */
    public long transaction() {
        return transactions.current();
    }
}
