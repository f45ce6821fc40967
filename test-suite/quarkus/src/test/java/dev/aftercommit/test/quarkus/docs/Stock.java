package dev.aftercommit.test.quarkus.docs;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.quarkus.bean.Journal;
import dev.aftercommit.test.quarkus.stock.Crate;
import io.quarkus.hibernate.orm.PersistenceUnit;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

/** What the guide to Quarkus shows of named persistence units. */
public class Stock {
    @Inject
    @PersistenceUnit("stock")
    EntityManager stock;

    @Inject
    Journal journal;

    @Transactional
    void store(Crate crate) {
        stock.persist(crate);
        AfterCommit.of(stock).run(() -> journal.add("stored " + crate.id));
    }
}
