package dev.aftercommit.test.barrier.support;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** What a transaction writes, and a worker looks for. */
@Entity
public class Task {

    @Id
    private long id;

    protected Task() {
        // for Hibernate
    }

    public Task(long id) {
        this.id = id;
    }

    public long getId() {
        return id;
    }
}
