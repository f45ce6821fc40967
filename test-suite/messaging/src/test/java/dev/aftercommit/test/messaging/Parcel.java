package dev.aftercommit.test.messaging;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
class Parcel {
    @Id
    long id;

    protected Parcel() {
        // for Hibernate
    }

    Parcel(long id) {
        this.id = id;
    }
}
