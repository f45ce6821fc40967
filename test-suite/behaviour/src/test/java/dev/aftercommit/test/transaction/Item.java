package dev.aftercommit.test.transaction;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An entity without callbacks. */
@Entity
public class Item {

    @Id
    long id;

    @Column(nullable = false, length = 20)
    String name;

    protected Item() {}

    public Item(long id, String name) {
        this.id = id;
        this.name = name;
    }
}
