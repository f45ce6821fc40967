package dev.aftercommit.sample.shop;

import dev.aftercommit.sample.feed.Told;
import dev.aftercommit.sample.mail.Mailer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.hibernate.Session;

/** How orders were placed before: side effects in the midst of the transaction. Kept to show what comes of it. */
@ApplicationScoped
public class NaiveOrderService {
    private final Session session;
    private final CustomerService customers;
    private final StockCache cache;
    private final Mailer mailer;

    NaiveOrderService(Session session, CustomerService customers, StockCache cache, Mailer mailer) {
        this.session = session;
        this.customers = customers;
        this.cache = cache;
        this.mailer = mailer;
    }

    @Transactional
    @Told("Order, mailed at once")
    public Order place(long customerId, String product, int quantity) {
        Customer customer = customers.find(customerId);
        Order order = new Order(customer, product, quantity);
        session.persist(order);
        mailer.send(customer.getEmail(), order.subject(), Order.class, order.getId());
        cache.evict(product);
        Product.<Product>findById(product).take(quantity); // too late, if this throws
        return order;
    }
}
