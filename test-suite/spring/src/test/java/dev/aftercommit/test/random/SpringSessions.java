package dev.aftercommit.test.random;

import dev.aftercommit.AfterCommit;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;

/** The shared session of a Spring application, and its bean of the library. */
final class SpringSessions extends LibrarySessions {

    private final Session shared;
    private final AfterCommit afterCommit;

    SpringSessions(SessionFactory factory, LibraryTransactions transactions, Session shared, AfterCommit afterCommit) {
        super(factory, transactions);
        this.shared = shared;
        this.afterCommit = afterCommit;
    }

    @Override
    SharedSessionContract open(int number) {
        return shared;
    }

    @Override
    AfterCommit afterCommit(int number) {
        return get(number) == shared ? afterCommit : super.afterCommit(number);
    }
}
