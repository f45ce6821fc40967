package dev.aftercommit.test.barrier;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** What a worker is to do: the data that it waits for. */
@Entity
class Job {

    @Id
    long id;

    protected Job() {}

    Job(long id) {
        this.id = id;
    }
}
