package dev.aftercommit.test.torture;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.torture.Plan.Ending;
import jakarta.persistence.PersistenceException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/** Makes transactions as planned. */
final class Writer {

    private static final int PARTS = 10;

    private final SessionFactory factory;
    private final Trouble trouble;
    private final boolean tokens;
    private final Collection<Part> parts;

    /** Writes down the parts of what it does; tokens come first, or now and then. */
    Writer(SessionFactory factory, Trouble trouble, boolean tokens, Collection<Part> parts) {
        this.factory = factory;
        this.trouble = trouble;
        this.tokens = tokens;
        this.parts = parts;
    }

    void write(int number, Plan plan) {
        try (Session session = factory.openSession()) {
            try {
                session.beginTransaction();
                new Work(session, plan, (long) number * PARTS).run();
            } catch (RuntimeException e) {
                if (session.getTransaction().isActive()) {
                    session.getTransaction().rollback();
                }
                throw e;
            }
        } catch (PersistenceException | Discarded e) {
            // Something went wrong, as planned; what became of it is told to the callbacks
        }
    }

    /** One transaction. */
    private final class Work {

        private final Session session;
        private final Plan plan;
        private final long firstRow;
        private final int connection;
        private final List<Part> own = new ArrayList<>();

        Work(Session session, Plan plan, long firstRow) {
            this.session = session;
            this.plan = plan;
            this.firstRow = firstRow;
            this.connection = trouble.connection(session);
        }

        void run() {
            try {
                takeToken(session);
                strikeAt(Point.BEFORE_FIRST_STATEMENT);
                Part first = persist(this::callback);
                session.flush();
                first.flushed();
                strikeAt(Point.AFTER_FLUSH);
                scopes();
                if (plan.token()) {
                    AfterCommit.of(session).token();
                }
                persist(() -> {});
                strikeAt(Point.BEFORE_END);
                end();
            } finally {
                trouble.ended(connection);
            }
        }

        private void strikeAt(Point point) {
            if (plan.point() == point) {
                trouble.strike(connection, plan);
            }
        }

        private void takeToken(Session ofTransaction) {
            if (tokens) {
                AfterCommit.of(ofTransaction).token();
            }
        }

        private Part persist(Runnable callback) {
            Part part = new Part(firstRow + own.size(), plan);
            parts.add(part);
            own.add(part);
            part.register(AfterCommit.of(session), callback);
            session.persist(new Mark(part));
            return part;
        }

        private void scopes() {
            switch (plan.scopes()) {
                case NONE -> {}
                case KEPT -> scope(false, () -> {});
                case DISCARDED -> scope(true, () -> {});
                case DISCARDED_IN_KEPT -> scope(false, () -> scope(true, () -> {}));
                case KEPT_IN_DISCARDED -> scope(true, () -> scope(false, () -> {}));
            }
        }

        private void scope(boolean discarded, Runnable inner) {
            try {
                AfterCommit.of(session).inSavepoint(() -> {
                    Part part = persist(() -> {});
                    session.flush();
                    part.flushed();
                    strikeAt(Point.IN_SCOPE);
                    inner.run();
                    if (discarded) {
                        throw new Discarded();
                    }
                });
            } catch (Discarded e) {
                // As planned
            }
        }

        private void end() {
            if (plan.ending() == Ending.ROLLBACK) {
                session.getTransaction().rollback();
                return;
            }
            if (plan.ending() == Ending.MARKED_FOR_ROLLBACK) {
                session.getTransaction().setRollbackOnly();
            }
            trouble.atCommit(connection, plan, () -> own.forEach(Part::commitSaid));
            session.getTransaction().commit();
        }

        /** After the commit: another transaction, the last of the parts, and a failure. */
        private void callback() {
            strikeAt(Point.IN_CALLBACK);
            if (plan.newTransaction()) {
                AfterCommit.of(session).runInNewTransaction(other -> {
                    takeToken(other);
                    Part part = new Part(firstRow + PARTS - 1, plan);
                    parts.add(part);
                    part.register(AfterCommit.of(other), () -> {});
                    other.persist(new Mark(part));
                });
            }
            if (plan.throwing()) {
                throw new IllegalStateException("A callback that fails, as planned");
            }
        }
    }

    private static final class Discarded extends RuntimeException {

        Discarded() {
            super(null, null, false, false);
        }
    }
}
