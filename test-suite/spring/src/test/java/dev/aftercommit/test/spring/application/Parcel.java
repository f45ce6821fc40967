package dev.aftercommit.test.spring.application;

import dev.aftercommit.EntityChange;
import dev.aftercommit.PostCommit;
import dev.aftercommit.PostRollback;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

@Entity
public class Parcel {

    @Id
    @GeneratedValue
    public Long id;

    public String label;

    protected Parcel() {}

    public Parcel(String label) {
        this.label = label;
    }

    @PostCommit
    void committed(EntityChange<Parcel> change) {
        Events.add(change.operation() + " " + label);
    }

    @PostRollback
    void rolledBack() {
        Events.add("rolled back " + label);
    }
}
