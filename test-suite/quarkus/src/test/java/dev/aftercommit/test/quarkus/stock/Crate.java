package dev.aftercommit.test.quarkus.stock;

import static dev.aftercommit.EntityOperation.INSERT;

import dev.aftercommit.PostCommit;
import dev.aftercommit.test.quarkus.bean.Journal;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
public class Crate {
    @Id
    public int id;

    protected Crate() {} // for Hibernate

    public Crate(int id) {
        this.id = id;
    }

    @PostCommit(on = INSERT)
    void committed() {
        CDI.current().select(Journal.class).get().add("inserted crate " + id);
    }
}
