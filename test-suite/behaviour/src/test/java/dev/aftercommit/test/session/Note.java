package dev.aftercommit.test.session;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An entity without callbacks. */
@Entity
public class Note {

    @Id
    long id;

    protected Note() {}

    Note(long id) {
        this.id = id;
    }
}
