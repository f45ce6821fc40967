package dev.aftercommit.test.cdi;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.PostCommit;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** A transaction with callbacks, to be run by a class loader of its own. */
public final class PlainScenario implements Callable<List<String>> {

    private static final List<String> CALLS = new ArrayList<>();

    @Override
    public List<String> call() throws Exception {
        try (TestFactory factory = TestFactory.of(Item.class)) {
            factory.inTransaction(session -> {
                AfterCommit.of(session).run(() -> CALLS.add("run"));
                session.persist(new Item());
            });
            return CALLS;
        }
    }

    @Entity(name = "Item")
    static class Item {
        @Id
        int id = 1;

        @PostCommit
        void told() {
            CALLS.add("entity");
        }
    }
}
