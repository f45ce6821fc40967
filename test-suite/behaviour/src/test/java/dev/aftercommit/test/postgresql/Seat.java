package dev.aftercommit.test.postgresql;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

/** An entity without callbacks, whose identifiers come from a sequence. */
@Entity
class Seat {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    Long id;

    int number;

    protected Seat() {}

    Seat(int number) {
        this.number = number;
    }
}
