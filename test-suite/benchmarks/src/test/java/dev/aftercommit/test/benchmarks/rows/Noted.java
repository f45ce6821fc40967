package dev.aftercommit.test.benchmarks.rows;

import dev.aftercommit.PostCommit;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Like {@link Plain}, with a callback. */
@Entity
class Noted {

    static long count;

    @Id
    long id;

    String name = "noted";

    Noted() {}

    Noted(long id) {
        this.id = id;
    }

    @PostCommit
    void count() {
        count++;
    }
}
