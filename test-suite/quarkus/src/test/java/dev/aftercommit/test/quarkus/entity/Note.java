package dev.aftercommit.test.quarkus.entity;

import static dev.aftercommit.EntityOperation.INSERT;

import dev.aftercommit.PostCommit;
import dev.aftercommit.PostRollback;
import dev.aftercommit.test.quarkus.bean.Journal;
import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;

@Entity
@EntityListeners(NoteListener.class)
public class Note extends PanacheEntity {
    public String text;

    protected Note() {} // for Hibernate

    public Note(String text) {
        this.text = text;
    }

    @PostCommit(on = INSERT)
    private void committed() {
        CDI.current().select(Journal.class).get().add("inserted " + text);
    }

    @PostRollback(on = INSERT)
    private void rolledBack() {
        CDI.current().select(Journal.class).get().add("not inserted " + text);
    }
}
