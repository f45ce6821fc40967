package dev.aftercommit.test.docs;

import dev.aftercommit.AfterCommit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

@ApplicationScoped
class Orders {
    @Inject
    EntityManager entityManager;

    @Inject
    AfterCommit afterCommit;

    @Inject
    Event<OrderPlaced> placed;

    @Transactional
    public void order(String item) {
        Order order = new Order(item, 1);
        entityManager.persist(order);
        afterCommit.run(() -> Mailer.send(order.customer, "Your order " + order.id));
        afterCommit.run(() -> placed.fire(new OrderPlaced(order.id, order.customer)));
    }
}
