package dev.aftercommit.test.torture;

import dev.aftercommit.PostCommit;
import dev.aftercommit.PostRollback;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Transient;

/** What a part of a transaction writes. */
@Entity
public class Mark {

    @Id
    private long id;

    @Transient
    private Part part;

    protected Mark() {
        // for Hibernate
    }

    Mark(Part part) {
        this.id = part.row();
        this.part = part;
    }

    @PostCommit
    void committed() {
        part.entityCommitted();
    }

    @PostRollback
    void rolledBack() {
        part.entityRolledBack();
    }
}
