package dev.aftercommit.test.jta;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An entity without callbacks. */
@Entity
public class Entry {

    @Id
    long id;

    @Column(length = 20)
    String name;

    protected Entry() {}

    Entry(long id, String name) {
        this.id = id;
        this.name = name;
    }
}
