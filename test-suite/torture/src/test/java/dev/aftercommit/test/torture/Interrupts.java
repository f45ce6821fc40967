package dev.aftercommit.test.torture;

import org.hibernate.Session;

/** Threads that are interrupted where that is planned; nothing else goes wrong. */
final class Interrupts implements Trouble {

    @Override
    public int connection(Session session) {
        return 0;
    }

    @Override
    public void strike(int connection, Plan plan) {
        if (plan.fault() == Fault.INTERRUPTED) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void atCommit(int connection, Plan plan, Runnable said) {
        said.run();
        if (plan.point() == Point.BEFORE_COMMIT) {
            strike(connection, plan);
        }
    }

    /** Ends the interrupt, too: the thread has other transactions to make. */
    @Override
    public void ended(int connection) {
        Thread.interrupted();
    }
}
