package dev.aftercommit.test.savepoint;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An entity without callbacks. */
@Entity
class Task {

    @Id
    int id;

    @Column(length = 20)
    String name;

    protected Task() {}

    Task(int id, String name) {
        this.id = id;
        this.name = name;
    }
}
