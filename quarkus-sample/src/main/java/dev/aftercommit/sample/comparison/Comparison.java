package dev.aftercommit.sample.comparison;

import dev.aftercommit.sample.mail.Mail;
import dev.aftercommit.sample.mail.Outbox;
import dev.aftercommit.sample.shop.CustomerService;
import dev.aftercommit.sample.shop.NaiveOrderService;
import dev.aftercommit.sample.shop.Order;
import dev.aftercommit.sample.shop.OrderService;
import dev.aftercommit.sample.shop.SoldOutException;
import dev.aftercommit.sample.shop.StockCache;
import dev.aftercommit.sample.shop.Warehouse;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The same order placed twice: with side effects inside the transaction, and after its commit. */
@ApplicationScoped
public class Comparison {
    private static final String PRODUCT = "matcha";
    private static final int IN_STOCK = 5;

    private final NaiveOrderService naive;
    private final OrderService orders;
    private final CustomerService customers;
    private final Warehouse warehouse;
    private final StockCache cache;
    private final Outbox outbox;

    Comparison(
            NaiveOrderService naive,
            OrderService orders,
            CustomerService customers,
            Warehouse warehouse,
            StockCache cache,
            Outbox outbox) {
        this.naive = naive;
        this.orders = orders;
        this.customers = customers;
        this.warehouse = warehouse;
        this.cache = cache;
        this.outbox = outbox;
    }

    /** Orders a quantity in both ways; of more than five, the order fails. One visitor at a time. */
    public synchronized Result compare(int quantity) {
        return new Result(traces(naive::place, quantity), traces(orders::place, quantity));
    }

    private Traces traces(Placing placing, int quantity) {
        long customer = customers.anybody("Ada", "ada@example.org").getId();
        warehouse.stock(PRODUCT, IN_STOCK);
        int before = outbox.mails().size();
        boolean ordered = place(placing, customer, quantity);
        List<Mail> mails = outbox.mails();
        return new Traces(
                ordered, mails.subList(before, mails.size()), cache.stock(PRODUCT), warehouse.product(PRODUCT).stock);
    }

    private boolean place(Placing placing, long customer, int quantity) {
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                placing.place(customer, PRODUCT, quantity);
                cache.stock(PRODUCT); // somebody looks at the shop window before the commit
            });
            return true;
        } catch (SoldOutException e) {
            return false;
        }
    }

    private interface Placing {
        Order place(long customer, String product, int quantity);
    }

    /** What the two ways have left behind. */
    public record Result(Traces naive, Traces afterCommit) {}

    /**
     * What is left of an order.
     *
     * @param shown the stock that the shop window shows
     * @param stock the stock in the database
     */
    public record Traces(boolean ordered, List<Mail> mails, int shown, int stock) {}
}
