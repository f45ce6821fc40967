package dev.aftercommit.test.entity.elsewhere;

import dev.aftercommit.PostCommit;
import dev.aftercommit.test.entity.Told;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;

/** A mapped superclass with a callback method that entities of other packages cannot override. */
@MappedSuperclass
public abstract class Elsewhere {
    @Id
    int id = 1;

    @PostCommit
    void told() {
        Told.call("elsewhere");
    }
}
