package dev.aftercommit.test.support;

import dev.aftercommit.AfterCommit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.Session;

/** What the callbacks of a test have said, of each kind one by registration. */
public final class CompletionEvents {

    private final List<String> said = new CopyOnWriteArrayList<>();

    /** Registers one callback of each kind. */
    public void register(Session session) {
        register(session, "");
    }

    /** Variant of {@link #register(Session)} for callbacks that give a name first. */
    public void register(Session session, String name) {
        AfterCommit afterCommit = AfterCommit.of(session);
        afterCommit.run(() -> add(name, "committed"));
        afterCommit.afterRollback(() -> add(name, "rolled back"));
        afterCommit.afterCompletion(outcome -> add(name, outcome.name()));
    }

    private void add(String name, String event) {
        said.add(name.isEmpty() ? event : name + " " + event);
    }

    /** Adds something else. */
    public void add(String event) {
        said.add(event);
    }

    public List<String> said() {
        return said;
    }
}
