package dev.aftercommit.sample.shop;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.sample.feed.Told;
import dev.aftercommit.sample.mail.Mailer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.hibernate.Session;

@ApplicationScoped
public class OrderService {
    private final Session session;
    private final CustomerService customers;
    private final Warehouse warehouse;
    private final Mailer mailer;

    OrderService(Session session, CustomerService customers, Warehouse warehouse, Mailer mailer) {
        this.session = session;
        this.customers = customers;
        this.warehouse = warehouse;
        this.mailer = mailer;
    }

    /** Places an order and confirms it by mail; where the stock does not suffice there is neither order nor mail. */
    @Transactional
    @Told("Order, mailed after the commit")
    public Order place(long customerId, String product, int quantity) {
        Customer customer = customers.find(customerId);
        Order order = new Order(customer, product, quantity);
        session.persist(order);
        AfterCommit.of(session).run(() -> confirm(order));
        warehouse.take(product, quantity); // the mail is registered already, and is dropped if this throws
        return order;
    }

    @Transactional
    public Order find(long id) {
        Order order = session.find(Order.class, id);
        if (order == null) {
            throw new UnknownItemException("order", id);
        }
        return order;
    }

    private void confirm(Order order) {
        mailer.send(order.getCustomer().getEmail(), order.subject(), Order.class, order.getId());
    }
}
