package dev.aftercommit.test.leak;

import dev.aftercommit.AfterCommit;
import org.hibernate.Session;
import org.hibernate.StatelessSession;

/** Registers callbacks of every kind, each of which is watched together with an object that it leads to. */
public final class Registrations {

    private final Watch watch;

    public Registrations(Watch watch) {
        this.watch = watch;
    }

    /** Also has the session flush an entity with callback methods. */
    public void add(Session session) {
        Parcel parcel = watch.on("entity", new Parcel());
        session.persist(parcel);
        session.flush();
        add(watch.on("view", AfterCommit.of(session)), "");
        Object parcelOfCallback = parcel;
        AfterCommit.of(session).run(() -> parcelOfCallback.hashCode());
    }

    /** Variant of {@link #add(Session)} for a stateless session. */
    public void add(StatelessSession session) {
        session.insert(watch.on("entity", new Parcel()));
        add(watch.on("view", AfterCommit.of(session)), "");
    }

    /** Callbacks of every kind in a savepoint that is kept, and in one that is rolled back. */
    public void addInSavepoints(Session session) {
        AfterCommit afterCommit = AfterCommit.of(session);
        afterCommit.inSavepoint(() -> {
            session.persist(watch.on("entity of the kept scope", new Parcel()));
            add(afterCommit, " of the kept scope");
        });
        try {
            afterCommit.inSavepoint(() -> {
                session.persist(watch.on("entity of the discarded scope", new Parcel()));
                session.flush();
                add(afterCommit, " of the discarded scope");
                throw new IllegalStateException("undone");
            });
        } catch (IllegalStateException undone) {
            // it is what discards the scope
        }
    }

    private void add(AfterCommit afterCommit, String where) {
        afterCommit.run(callback("run" + where));
        afterCommit.runOnce(watch.on("key" + where, new Object()), callback("runOnce" + where));
        Runnable work = callback("runInNewTransaction" + where);
        afterCommit.runInNewTransaction(inner -> work.run());
        watch.on("future" + where, afterCommit.runAsync(callback("runAsync" + where), Runnable::run));
        afterCommit.afterRollback(callback("afterRollback" + where));
        Runnable completion = callback("afterCompletion" + where);
        afterCommit.afterCompletion(outcome -> completion.run());
    }

    private Runnable callback(String name) {
        Object captured = watch.on("object of " + name, new Object());
        return watch.on(name, (Runnable) captured::hashCode);
    }
}
