package dev.aftercommit.test.torture;

import org.hibernate.Session;

/** What goes wrong in transactions, at the points of their plans. */
interface Trouble {

    /** The number of a session's connection. */
    int connection(Session session);

    /** Has what is planned go wrong now. */
    void strike(int connection, Plan plan);

    /** The client is about to say COMMIT: learns when it does, and has something go wrong there if that is the point. */
    void atCommit(int connection, Plan plan, Runnable said);

    /** The transaction has ended, maybe without having got to its COMMIT. */
    void ended(int connection);
}
