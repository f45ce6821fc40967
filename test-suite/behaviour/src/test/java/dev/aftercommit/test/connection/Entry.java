package dev.aftercommit.test.connection;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
public class Entry {

    @Id
    long id;

    protected Entry() {}

    Entry(long id) {
        this.id = id;
    }
}
