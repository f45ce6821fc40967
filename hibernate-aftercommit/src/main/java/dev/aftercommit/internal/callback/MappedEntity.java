package dev.aftercommit.internal.callback;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.IndexedCollection;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Value;

/** What the boot model knows of an entity: its attributes, and the embeddables in it. */
final class MappedEntity {

    private final PersistentClass mapping;

    MappedEntity(PersistentClass mapping) {
        this.mapping = mapping;
    }

    String name() {
        return mapping.getEntityName();
    }

    String rootName() {
        return mapping.getRootClass().getEntityName();
    }

    Class<?> type() {
        return mapping.getMappedClass();
    }

    Set<String> attributes() {
        Set<String> names = new LinkedHashSet<>();
        for (Property property : mapping.getPropertyClosure()) {
            names.add(property.getName());
        }
        return names;
    }

    /** The attributes that are or contain a collection, by the role of the collection. */
    Map<String, String> collections() {
        Map<String, String> collections = new HashMap<>();
        for (Property property : mapping.getPropertyClosure()) {
            addCollections(collections, property.getName(), property.getValue());
        }
        return collections;
    }

    private static void addCollections(Map<String, String> collections, String attribute, Value value) {
        if (value instanceof Collection collection) {
            collections.put(collection.getRole(), attribute);
        } else if (value instanceof Component component) {
            for (Property property : component.getProperties()) {
                addCollections(collections, attribute, property.getValue());
            }
        }
    }

    Set<Class<?>> embeddables() {
        Set<Class<?>> embeddables = new LinkedHashSet<>();
        addEmbeddables(embeddables, mapping.getIdentifier());
        addEmbeddables(embeddables, mapping.getPropertyClosure());
        return embeddables;
    }

    private static void addEmbeddables(Set<Class<?>> embeddables, List<Property> properties) {
        for (Property property : properties) {
            addEmbeddables(embeddables, property.getValue());
        }
    }

    private static void addEmbeddables(Set<Class<?>> embeddables, Value value) {
        if (value instanceof Component component) {
            // The component of an IdClass is said to be embedded, and has the class of the entity itself
            if (!component.isDynamic() && !component.isEmbedded() && component.getComponentClassName() != null) {
                embeddables.add(component.getComponentClass());
            }
            addEmbeddables(embeddables, component.getProperties());
        } else if (value instanceof Collection collection) {
            addEmbeddables(embeddables, collection.getElement());
            if (collection instanceof IndexedCollection indexed) {
                addEmbeddables(embeddables, indexed.getIndex());
            }
        }
    }
}
