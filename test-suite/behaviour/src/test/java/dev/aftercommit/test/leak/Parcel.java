package dev.aftercommit.test.leak;

import dev.aftercommit.EntityChange;
import dev.aftercommit.PostCommit;
import dev.aftercommit.PostRollback;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** An entity with callback methods for every operation, and a collection. */
@Entity
public class Parcel {

    @Id
    @GeneratedValue
    UUID id;

    @ElementCollection
    List<String> stops = new ArrayList<>(List.of("here"));

    transient int told;

    @PostCommit
    void committed(EntityChange<Parcel> change) {
        told++;
    }

    @PostRollback
    void rolledBack(EntityChange<Parcel> change) {
        told++;
    }
}
