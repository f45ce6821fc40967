package dev.aftercommit.test.random;

import static dev.aftercommit.EntityOperation.DELETE;
import static dev.aftercommit.EntityOperation.INSERT;
import static dev.aftercommit.EntityOperation.UPDATE;

import dev.aftercommit.EntityOperation;
import dev.aftercommit.test.random.ModelTransaction.Told;
import dev.aftercommit.test.random.Row.Key;
import dev.aftercommit.test.random.Step.Write;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What Hibernate does, not the library: the persistence context of a session, and what a flush writes and tells. */
final class ModelContext {

    private final ModelConnection connection;
    private final Map<Key, Managed> managed = new LinkedHashMap<>();
    private final List<Managed> inserts = new ArrayList<>();
    private final List<Managed> removals = new ArrayList<>();
    private int flushes;

    ModelContext(ModelConnection connection) {
        this.connection = connection;
    }

    void write(Write write) {
        Key key = new Key(write.entity(), write.id());
        Managed found = find(key);
        switch (write.operation()) {
            case PERSIST -> persist(key, write.value(), 0);
            case MERGE -> merge(key, write.value());
            case SET_NAME -> update(found, write.value());
            case SET_NUMBER -> {
                if (found != null) {
                    found.row = found.row.withNumber(write.value().length());
                }
            }
            case TOGGLE_TAG -> {
                if (found != null && key.entity().isVersioned()) {
                    found.row = found.row.withToggled(write.value());
                    found.toggled = true;
                }
            }
            case REMOVE -> remove(found);
            default -> {}
        }
    }

    private Managed find(Key key) {
        Managed known = managed.get(key);
        Row row = connection.rows().get(key);
        if (known == null && row != null) {
            known = new Managed(key, row, row);
            managed.put(key, known);
        }
        return known == null || known.removed ? null : known;
    }

    private void persist(Key key, String name, int number) {
        if (find(key) == null) {
            if (managed.containsKey(key)) {
                // There is another instance, which has to go first
                flush();
            }
            Managed inserted = new Managed(key, null, new Row(name, number, new TreeSet<>(), 0));
            managed.put(key, inserted);
            inserts.add(inserted);
        }
    }

    private void merge(Key key, String name) {
        if (!key.entity().isVersioned()) {
            flush();
            persist(key, name, 1);
            Managed merged = managed.get(key);
            merged.row = merged.row.withName(name).withNumber(1);
        }
    }

    private static void update(Managed found, String name) {
        if (found != null) {
            found.row = found.row.withName(name);
        }
    }

    private void remove(Managed found) {
        if (found != null) {
            found.removed = true;
            if (found.loaded != null && found.key.entity() == Entity.QUIET) {
                // Where no method is called for deletions, the place is that of the request
                connection.tell(new Told(found.key, DELETE, Set.of(), true, connection.nextFlush()));
            }
            removals.add(found);
        }
    }

    void detach(Key key) {
        Managed found = find(key);
        if (found != null && found.loaded != null) {
            managed.remove(key);
        }
    }

    void refresh(Key key) {
        Managed found = find(key);
        if (found != null && found.loaded != null) {
            found.loaded = connection.rows().get(key);
            found.row = found.loaded;
            found.toggled = false;
        }
    }

    void clear() {
        managed.clear();
        inserts.clear();
        removals.clear();
    }

    /** Inserts come first, in the order of the requests; then updates, in that of loading; deletions come last. */
    void flush() {
        flushes = connection.nextFlush();
        List<Managed> removed = List.copyOf(removals);
        for (Managed entity : List.copyOf(inserts)) {
            if (!entity.removed || connection.facts.insertsWhatIsRemovedBeforeItsFlush()) {
                // As it was persisted; what was changed since is updated
                write(entity, INSERT, entity.first, allOf(entity.key.entity()));
            }
        }
        for (Managed entity : List.copyOf(managed.values())) {
            if (!entity.removed && entity.loaded != null && entity.isDirty()) {
                Set<String> written = entity.changed();
                entity.row = entity.key.entity().isVersioned() ? entity.row.withNextVersion() : entity.row;
                write(entity, UPDATE, entity.row, written);
            }
        }
        for (Managed entity : removed) {
            if (entity.loaded != null) {
                write(entity, DELETE, null, Set.of());
            }
            managed.remove(entity.key, entity);
        }
        inserts.clear();
        removals.clear();
    }

    private Set<String> allOf(Entity entity) {
        Set<String> attributes = new TreeSet<>(entity.attributes);
        attributes.removeIf(name -> name.equals("tags") && !connection.facts.tellsOfCollections());
        return attributes;
    }

    private void write(Managed entity, EntityOperation operation, Row row, Set<String> written) {
        // A removal that has the place of its request is not told again
        boolean told = operation != DELETE || entity.key.entity() != Entity.QUIET;
        connection.write(new Told(entity.key, operation, written, true, flushes), row, told);
        entity.loaded = row;
        entity.toggled &= operation == INSERT;
    }

    /** An instance of the persistence context; it was not loaded where it is to be inserted yet. */
    private static final class Managed {

        private final Key key;
        private final Row first;
        private Row loaded;
        private Row row;
        private boolean toggled;
        private boolean removed;

        Managed(Key key, Row loaded, Row row) {
            this.key = key;
            this.loaded = loaded;
            this.row = row;
            this.first = row;
        }

        boolean isDirty() {
            return toggled || !changed().isEmpty();
        }

        Set<String> changed() {
            Set<String> changed = new TreeSet<>();
            for (String attribute : key.entity().attributes) {
                if (!row.get(attribute).equals(loaded.get(attribute))) {
                    changed.add(attribute);
                }
            }
            if (toggled) {
                changed.add("tags");
            }
            return changed;
        }
    }
}
