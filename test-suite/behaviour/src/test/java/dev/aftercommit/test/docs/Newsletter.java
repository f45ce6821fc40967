package dev.aftercommit.test.docs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

@ApplicationScoped
class Newsletter {
    @Inject
    EntityManager entityManager;

    @Transactional
    public void subscribe(@Observes OrderPlaced order) {
        Subscriber subscriber = new Subscriber();
        subscriber.email = order.customer();
        entityManager.persist(subscriber);
    }
}
