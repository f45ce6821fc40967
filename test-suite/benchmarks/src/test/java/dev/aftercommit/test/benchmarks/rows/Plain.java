package dev.aftercommit.test.benchmarks.rows;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
class Plain {

    @Id
    long id;

    String name = "plain";

    Plain() {}

    Plain(long id) {
        this.id = id;
    }
}
