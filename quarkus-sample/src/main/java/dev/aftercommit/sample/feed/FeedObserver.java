package dev.aftercommit.sample.feed;

import static dev.aftercommit.sample.feed.FeedEvent.Type.DISCARDED;
import static dev.aftercommit.sample.feed.FeedEvent.Type.FAILED;
import static dev.aftercommit.sample.feed.FeedEvent.Type.REGISTERED;
import static dev.aftercommit.sample.feed.FeedEvent.Type.STARTED;
import static dev.aftercommit.sample.feed.FeedEvent.Type.SUCCEEDED;

import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.spi.CommitObserver;
import dev.aftercommit.spi.ObservedCallback;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Puts what the library tells of callbacks into the feed. Found by the setting in {@code application.properties}. */
@Singleton
@Unremovable // nobody injects it but Hibernate, which Quarkus does not see
public class FeedObserver implements CommitObserver {
    private static final Pattern PACKAGE = Pattern.compile("\\b(?:[a-z]\\w*\\.)+(?:[A-Z]\\w*\\$)?(?=[A-Z])");
    private static final int REMEMBERED = 1000;

    private final Feed feed;
    private final RunningCallbacks running;
    private final ToldTransactions transactions;

    // From the library's numbers to those of the feed
    private final Map<Long, Long> numbers = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
            return size() > REMEMBERED;
        }
    });

    FeedObserver(Feed feed, RunningCallbacks running, ToldTransactions transactions) {
        this.feed = feed;
        this.running = running;
        this.transactions = transactions;
    }

    @Override
    public void registered(ObservedCallback callback) {
        numbers.computeIfAbsent(callback.transaction(), transaction -> {
            transactions.callbackRegistered();
            return transactions.current();
        });
        tell(callback, REGISTERED, "", null);
    }

    @Override
    public void started(ObservedCallback callback) {
        running.push(number(callback));
        tell(callback, STARTED, "", null);
    }

    @Override
    public void succeeded(ObservedCallback callback) {
        tell(callback, SUCCEEDED, "", running.pop());
    }

    @Override
    public void failed(ObservedCallback callback, Throwable failure) {
        tell(callback, FAILED, ": " + failure.getMessage(), running.pop());
    }

    @Override
    public void discarded(ObservedCallback callback, TransactionOutcome outcome) {
        tell(callback, DISCARDED, "", null);
    }

    private void tell(ObservedCallback callback, FeedEvent.Type type, String suffix, Double millis) {
        long number = number(callback);
        if (number != 0) {
            String text = PACKAGE.matcher(callback.description()).replaceAll("") + suffix;
            feed.tell(new FeedEvent(number, type, text, millis));
        }
    }

    private long number(ObservedCallback callback) {
        return numbers.getOrDefault(callback.transaction(), 0L);
    }
}
