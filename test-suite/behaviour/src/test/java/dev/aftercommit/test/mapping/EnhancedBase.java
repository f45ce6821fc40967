package dev.aftercommit.test.mapping;

import dev.aftercommit.EntityChange;
import dev.aftercommit.PostCommit;
import dev.aftercommit.test.entity.Told;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;

/** A mapped superclass, to be enhanced. */
@MappedSuperclass
public abstract class EnhancedBase {
    @Id
    private int id;

    @Version
    private int version;

    public int getId() {
        return id;
    }

    public void setId(int id) {
        this.id = id;
    }

    @PostCommit
    private void toldBase(EntityChange<?> change) {
        Told.change(change);
        Told.call("base");
    }
}
