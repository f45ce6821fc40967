package dev.aftercommit.test.capture;

import static dev.aftercommit.EntityOperation.INSERT;
import static dev.aftercommit.EntityOperation.UPDATE;

import dev.aftercommit.EntityChange;
import dev.aftercommit.PostCommit;
import dev.aftercommit.PostRollback;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.List;

/** An entity with callback methods, which keep what they are told. */
@Entity
class Member {

    static final List<String> TOLD = new ArrayList<>();

    @Id
    int id;

    String email;

    protected Member() {}

    Member(int id, String email) {
        this.id = id;
        this.email = email;
    }

    @PostCommit(on = INSERT)
    void welcome() {
        TOLD.add("welcome " + email);
    }

    @PostCommit(on = UPDATE, ifChanged = "email")
    void confirm(EntityChange<Member> change) {
        TOLD.add("confirm " + change.oldValue("email") + " -> " + change.newValue("email"));
    }

    @PostRollback(on = INSERT)
    void forget() {
        TOLD.add("forget " + email);
    }
}
