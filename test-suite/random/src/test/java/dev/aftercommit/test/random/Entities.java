package dev.aftercommit.test.random;

import static dev.aftercommit.EntityOperation.DELETE;
import static dev.aftercommit.EntityOperation.INSERT;
import static dev.aftercommit.EntityOperation.UPDATE;
import static dev.aftercommit.EntityOperation.UPSERT;

import dev.aftercommit.EntityChange;
import dev.aftercommit.PostCommit;
import dev.aftercommit.PostRollback;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.util.HashSet;
import java.util.Set;

/** The mapped classes of {@link Entity}. */
final class Entities {

    private Entities() {}

    static Base create(Entity entity, int id, String name, int number) {
        Base created = switch (entity) {
            case PLAIN -> new Plain();
            case VERSIONED -> new Versioned();
            case QUIET -> new Quiet();
        };
        created.id = id;
        created.name = name;
        created.number = number;
        return created;
    }

    static Class<? extends Base> classOf(Entity entity) {
        return switch (entity) {
            case PLAIN -> Plain.class;
            case VERSIONED -> Versioned.class;
            case QUIET -> Quiet.class;
        };
    }

    @MappedSuperclass
    static class Base {
        @Id
        int id;

        String name;

        int number;

        void toggle(String tag) {
            // only one has tags
        }
    }

    @jakarta.persistence.Entity(name = "Plain")
    static class Plain extends Base {

        @PostCommit
        private void any(EntityChange<Plain> change) {
            EntityCalls.called("any", change);
        }

        @PostCommit(on = INSERT)
        private void inserted(EntityChange<Plain> change) {
            EntityCalls.called("inserted", change);
        }

        @PostCommit(
                on = {UPDATE, UPSERT},
                ifChanged = "name")
        private void renamed(EntityChange<Plain> change) {
            EntityCalls.called("renamed", change);
        }

        @PostRollback(on = DELETE)
        private void restored(EntityChange<Plain> change) {
            EntityCalls.called("restored", change);
        }

        @PostRollback
        private void undone(EntityChange<Plain> change) {
            EntityCalls.called("undone", change);
        }
    }

    @jakarta.persistence.Entity(name = "Versioned")
    static class Versioned extends Base {
        @Version
        int version;

        @ElementCollection
        Set<String> tags = new HashSet<>();

        @Override
        void toggle(String tag) {
            if (!tags.remove(tag)) {
                tags.add(tag);
            }
        }

        @PostCommit
        private void any(EntityChange<Versioned> change) {
            EntityCalls.called("any", change);
        }

        @PostCommit(
                on = {UPDATE, UPSERT},
                ifChanged = "name")
        private void renamed(EntityChange<Versioned> change) {
            EntityCalls.called("renamed", change);
        }

        @PostRollback
        private void undone(EntityChange<Versioned> change) {
            EntityCalls.called("undone", change);
        }
    }

    @jakarta.persistence.Entity(name = "Quiet")
    static class Quiet extends Base {

        @PostCommit(on = INSERT)
        private void inserted(EntityChange<Quiet> change) {
            EntityCalls.called("inserted", change);
        }

        @PostRollback(on = {INSERT, UPDATE})
        private void undone(EntityChange<Quiet> change) {
            EntityCalls.called("undone", change);
        }

        @PostCommit(on = {UPDATE, UPSERT})
        private void updated(EntityChange<Quiet> change) {
            EntityCalls.called("updated", change);
        }
    }

    /** What no flush can insert. */
    @jakarta.persistence.Entity(name = "TooLong")
    static class TooLong {
        @Id
        int id = 1;

        @Column(length = 1)
        String text = "too long";
    }
}
