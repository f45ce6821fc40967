package dev.aftercommit.sample.shop;

import dev.aftercommit.sample.feed.Feed;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the shop window shows of the stock, without asking the database each time. */
@ApplicationScoped
public class StockCache {
    private final Map<String, Integer> stocks = new ConcurrentHashMap<>();
    private final Feed feed;

    StockCache(Feed feed) {
        this.feed = feed;
    }

    /** What a customer sees; loaded as another transaction sees it where it is not in the cache. */
    public int stock(String product) {
        return stocks.computeIfAbsent(product, StockCache::load);
    }

    public void evict(String product) {
        stocks.remove(product);
        feed.note("dropped " + product + " from the stock cache");
    }

    private static int load(String product) {
        return QuarkusTransaction.requiringNew()
                .call(() -> Product.<Product>findByIdOptional(product)
                        .orElseThrow(() -> new UnknownItemException("product", product))
                        .stock);
    }
}
