package dev.aftercommit.test.spring.application;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.PostCommit;
import jakarta.persistence.PostPersist;

/** Has what it needs from the constructor, and {@code AfterCommit}, which needs the factory that needs it. */
public class ParcelListener {

    private final Depot depot;
    private final AfterCommit afterCommit;

    ParcelListener(Depot depot, AfterCommit afterCommit) {
        this.depot = depot;
        this.afterCommit = afterCommit;
    }

    @PostCommit
    private void committed(Parcel parcel) {
        depot.stored.add(parcel.label);
    }

    @PostPersist
    void persisted(Parcel parcel) {
        afterCommit.run(() -> depot.announced.add(parcel.label));
    }
}
