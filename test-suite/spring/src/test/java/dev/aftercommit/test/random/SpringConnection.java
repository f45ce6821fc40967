package dev.aftercommit.test.random;

/** A session whose transaction is Spring's, or that of a runInNewTransaction, which Spring has no part in. */
class SpringConnection extends LocalConnection {

    private boolean isOfSpring;

    SpringConnection(ModelSurroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run(boolean marks, Runnable work) {
        isOfSpring = true;
        super.run(marks, work);
    }

    /** R10: the sessions of Spring's factories do not, as those of JPA; Spring does. */
    @Override
    boolean throwsFailures() {
        return isOfSpring;
    }
}
