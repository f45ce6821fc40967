package dev.aftercommit.test.random;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.SharedSessionContract;

/** Transactions of JDBC connections. */
final class LocalTransactions extends LibraryTransactions {

    private final VersionFacts facts;

    // Those of which Hibernate says that their transaction is active while it is rolled back
    private final List<SharedSessionContract> rollingBackMarked = new ArrayList<>();

    LocalTransactions(VersionFacts facts) {
        this.facts = facts;
    }

    @Override
    boolean isActive(SharedSessionContract session) {
        return !rollingBackMarked.contains(session) && super.isActive(session);
    }

    @Override
    void begin(SharedSessionContract session) {
        if (!rollingBackMarked.contains(session)) {
            session.beginTransaction();
        }
    }

    @Override
    void commit(SharedSessionContract session) {
        end(session, false, () -> session.getTransaction().commit());
    }

    @Override
    void commitInVain(SharedSessionContract session) {
        end(session, true, () -> session.getTransaction().commit());
    }

    @Override
    void rollBack(SharedSessionContract session) {
        end(session, false, () -> session.getTransaction().rollback());
    }

    private void end(SharedSessionContract session, boolean marks, Runnable end) {
        boolean keepsMark = (marks || !isWritable(session)) && facts.keepsMarkWhileRollingBack();
        if (keepsMark) {
            rollingBackMarked.add(session);
        }
        try {
            end.run();
        } finally {
            if (keepsMark) {
                rollingBackMarked.remove(session);
            }
        }
    }

    @Override
    void markRollbackOnly(SharedSessionContract session) {
        session.getTransaction().setRollbackOnly();
    }

    @Override
    void close(SharedSessionContract session) {
        session.close();
    }
}
