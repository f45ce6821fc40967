package dev.aftercommit.test.random;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;

/** The sessions of a program, by their numbers. */
class LibrarySessions {

    private final SessionFactory factory;
    private final LibraryTransactions transactions;
    private final Map<Integer, SharedSessionContract> open = new TreeMap<>();
    private final Deque<Session> newSessions = new ArrayDeque<>();

    LibrarySessions(SessionFactory factory, LibraryTransactions transactions) {
        this.factory = factory;
        this.transactions = transactions;
    }

    /** The session, with its transaction at hand. */
    SharedSessionContract get(int number) {
        SharedSessionContract session =
                number == World.NEW && !newSessions.isEmpty() ? newSessions.peek() : open.get(number);
        if (session == null) {
            session = open(number);
            open.put(number, session);
        }
        transactions.use(number == World.SHARED ? get(0) : session);
        return session;
    }

    /** The session whose connection it is. */
    SharedSessionContract owner(int number) {
        return get(number == World.SHARED ? 0 : number);
    }

    SharedSessionContract open(int number) {
        transactions.use(null);
        return switch (number) {
            case World.STATELESS -> factory.openStatelessSession();
            case World.SHARED -> stateful(0).sessionWithOptions().connection().openSession();
            default -> factory.openSession();
        };
    }

    Session stateful(int number) {
        return (Session) get(number);
    }

    AfterCommit afterCommit(int number) {
        SharedSessionContract session = get(number);
        return session instanceof Session stateful
                ? AfterCommit.of(stateful)
                : AfterCommit.of((StatelessSession) session);
    }

    /** Does work for which the session is that of the innermost new transaction. */
    void with(Session session, Runnable work) {
        newSessions.push(session);
        transactions.begun(session);
        try {
            work.run();
        } finally {
            newSessions.pop();
        }
    }

    void close(int number) {
        if (number == 0) {
            close(World.SHARED);
        }
        SharedSessionContract session = open.remove(number);
        if (session != null && number == World.SHARED) {
            session.close();
        } else if (session != null) {
            transactions.use(session);
            transactions.close(session);
        }
    }

    boolean areOpen() {
        return !open.isEmpty();
    }

    void closeAll() {
        List.copyOf(open.keySet()).forEach(this::close);
    }

    /** What programs do when the end of a transaction has failed. */
    static void clearUnlessActive(SharedSessionContract owner, RuntimeException failure) {
        boolean active = owner.isOpen() && owner.getTransaction().isActive();
        if (owner instanceof Session session
                && !active
                && owner.isOpen()
                && !(failure instanceof AfterCommitException)) {
            session.clear();
        }
    }
}
