package dev.aftercommit.test.random;

import static dev.aftercommit.EntityOperation.DELETE;
import static dev.aftercommit.EntityOperation.INSERT;
import static dev.aftercommit.EntityOperation.UPDATE;
import static dev.aftercommit.EntityOperation.UPSERT;
import static dev.aftercommit.TransactionOutcome.COMMITTED;
import static dev.aftercommit.TransactionOutcome.ROLLED_BACK;

import dev.aftercommit.EntityOperation;
import dev.aftercommit.TransactionOutcome;
import java.util.List;
import java.util.Set;

/** The entities of the programs, and what callback methods they have, in their order. */
enum Entity {
    PLAIN(
            Set.of("name", "number"),
            new Method("any", COMMITTED, Set.of(EntityOperation.values()), false),
            new Method("inserted", COMMITTED, Set.of(INSERT), false),
            new Method("renamed", COMMITTED, Set.of(UPDATE, UPSERT), true),
            new Method("restored", ROLLED_BACK, Set.of(DELETE), false),
            new Method("undone", ROLLED_BACK, Set.of(EntityOperation.values()), false)),
    VERSIONED(
            Set.of("name", "number", "tags", "version"),
            new Method("any", COMMITTED, Set.of(EntityOperation.values()), false),
            new Method("renamed", COMMITTED, Set.of(UPDATE, UPSERT), true),
            new Method("undone", ROLLED_BACK, Set.of(EntityOperation.values()), false)),
    /** That of the factories without a method for deletions. */
    QUIET(
            Set.of("name", "number"),
            new Method("inserted", COMMITTED, Set.of(INSERT), false),
            new Method("undone", ROLLED_BACK, Set.of(INSERT, UPDATE), false),
            new Method("updated", COMMITTED, Set.of(UPDATE, UPSERT), false));

    final Set<String> attributes;
    final List<Method> methods;

    Entity(Set<String> attributes, Method... methods) {
        this.attributes = attributes;
        this.methods = List.of(methods);
    }

    boolean isVersioned() {
        return this == VERSIONED;
    }

    /** A callback method. */
    record Method(String name, TransactionOutcome outcome, Set<EntityOperation> on, boolean ifNameChanged) {}
}
