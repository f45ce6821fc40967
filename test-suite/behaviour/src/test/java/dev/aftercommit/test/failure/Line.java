package dev.aftercommit.test.failure;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An entity without callbacks. */
@Entity
class Line {

    @Id
    int id;

    protected Line() {}

    Line(int id) {
        this.id = id;
    }
}
