package dev.aftercommit.test.jta;

import dev.aftercommit.AfterCommit;
import java.util.List;
import org.hibernate.Session;

/** What callbacks say of a transaction that times out: what became of it, and whether they run on the thread that owns it. */
final class TimeoutEvents {

    private TimeoutEvents() {}

    /** Registers one callback of each kind. */
    static void register(Session session, List<String> events) {
        Thread owner = Thread.currentThread();
        AfterCommit afterCommit = AfterCommit.of(session);
        afterCommit.run(() -> events.add("committed"));
        afterCommit.afterRollback(() -> events.add("rolled back " + threadName(owner)));
        afterCommit.afterCompletion(outcome -> events.add(outcome + " " + threadName(owner)));
    }

    private static String threadName(Thread owner) {
        return Thread.currentThread() == owner ? "on the owner" : "on another thread";
    }
}
