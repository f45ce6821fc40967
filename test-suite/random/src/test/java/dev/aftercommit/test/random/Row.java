package dev.aftercommit.test.random;

import java.util.TreeSet;

/** The state of an entity. */
record Row(String name, int number, TreeSet<String> tags, int version) {

    /** The row of an entity. */
    record Key(Entity entity, int id) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            int order = entity.compareTo(other.entity);
            return order == 0 ? Integer.compare(id, other.id) : order;
        }

        @Override
        public String toString() {
            return entity + "#" + id;
        }
    }

    Object get(String attribute) {
        return switch (attribute) {
            case "name" -> name;
            case "number" -> number;
            case "tags" -> tags;
            default -> version;
        };
    }

    @Override
    public String toString() {
        return name + " " + number + (tags.isEmpty() ? "" : " " + tags) + (version == 0 ? "" : " v" + version);
    }

    Row withName(String other) {
        return new Row(other, number, tags, version);
    }

    Row withNumber(int other) {
        return new Row(name, other, tags, version);
    }

    Row withToggled(String tag) {
        TreeSet<String> toggled = new TreeSet<>(tags);
        if (!toggled.remove(tag)) {
            toggled.add(tag);
        }
        return new Row(name, number, toggled, version);
    }

    Row withNextVersion() {
        return new Row(name, number, tags, version + 1);
    }
}
