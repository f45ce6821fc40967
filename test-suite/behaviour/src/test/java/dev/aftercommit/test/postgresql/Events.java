package dev.aftercommit.test.postgresql;

import dev.aftercommit.test.support.CompletionEvents;
import dev.aftercommit.test.support.HibernateVersion;
import java.util.List;
import org.hibernate.Session;

/** What the callbacks of a test have said, of each kind one by transaction. */
final class Events {

    /** From 7.4 on Hibernate tells of a commit that has failed; before, the session is asked later, and only knows that it has. */
    private static final boolean TOLD = HibernateVersion.isAtLeast(7, 4);

    private final CompletionEvents said = new CompletionEvents();

    void register(Session session, String name) {
        said.register(session, name);
    }

    List<String> said() {
        return said.said();
    }

    static List<String> committed(String name) {
        return List.of(name + " committed", name + " COMMITTED");
    }

    static List<String> rolledBack(String name) {
        return List.of(name + " ROLLED_BACK", name + " rolled back");
    }

    static List<String> unknown(String name) {
        return List.of(name + " UNKNOWN");
    }

    /** Where the database has refused the commit, and said so. */
    static List<String> refused(String name) {
        return TOLD ? rolledBack(name) : unknown(name);
    }

    /** The warnings that go with it. */
    static int warningsOfRefused() {
        return TOLD ? 0 : 1;
    }
}
