package dev.aftercommit.test.random;

import java.util.List;

/**
 * One step of a {@link Program}. Every step can be made in every state, and does nothing where it has no sense, so that a
 * program stays one when any of its steps is left out.
 */
sealed interface Step {

    /** Makes this step. */
    void make(Execution execution);

    /** The steps inside, if this is a block. */
    default List<Step> body() {
        return List.of();
    }

    /** Variant of this block with other steps inside. */
    default Step withBody(List<Step> body) {
        return this;
    }

    record Begin(int session) implements Step {

        @Override
        public void make(Execution execution) {
            execution.world().begin(session);
        }
    }

    record Commit(int session, CommitFault fault) implements Step {

        @Override
        public void make(Execution execution) {
            execution.world().commit(session, fault);
        }
    }

    record Rollback(int session, boolean fails) implements Step {

        @Override
        public void make(Execution execution) {
            execution.world().rollBack(session, fails);
        }
    }

    record MarkRollbackOnly(int session) implements Step {

        @Override
        public void make(Execution execution) {
            execution.world().markRollbackOnly(session);
        }
    }

    record Close(int session) implements Step {

        @Override
        public void make(Execution execution) {
            execution.world().close(session);
        }
    }

    record Write(int session, Entity entity, Operation operation, int id, String value) implements Step {

        @Override
        public void make(Execution execution) {
            execution.world().write(new Write(session, entity, operation, execution.row(session, id), value));
        }
    }

    record Flush(int session) implements Step {

        @Override
        public void make(Execution execution) {
            execution.world().flush(session);
        }
    }

    record FailingFlush(int session) implements Step {

        @Override
        public void make(Execution execution) {
            execution.world().failFlush(session);
        }
    }

    record Clear(int session) implements Step {

        @Override
        public void make(Execution execution) {
            execution.world().clear(session);
        }
    }

    record Detach(int session, Entity entity, int id) implements Step {

        @Override
        public void make(Execution execution) {
            execution.world().detach(session, entity, execution.row(session, id));
        }
    }

    record Refresh(int session, Entity entity, int id) implements Step {

        @Override
        public void make(Execution execution) {
            execution.world().refresh(session, entity, execution.row(session, id));
        }
    }

    /** Issues a token, if a transaction is active. */
    record Token(int session, String label) implements Step {

        @Override
        public void make(Execution execution) {
            execution.world().token(session, label);
        }
    }

    record Throw(String label, Failure failure) implements Step {

        @Override
        public void make(Execution execution) {
            switch (failure) {
                case FATAL -> throw new BrokenMachine(label);
                case ERROR -> throw new ProgramError(label);
                default -> throw new ProgramException(label);
            }
        }
    }

    /** Work in a savepoint. What leaves it ends here, or goes on to what is around. */
    record Savepoint(int session, SavepointFault fault, boolean caught, List<Step> body) implements Step {

        @Override
        public void make(Execution execution) {
            try {
                execution.world().inSavepoint(session, fault, () -> execution.makeAllInSavepoint(body));
            } catch (RuntimeException | Error failure) {
                execution.log("savepoint threw", failure);
                if (!caught) {
                    throw failure;
                }
            }
        }

        @Override
        public Step withBody(List<Step> steps) {
            return new Savepoint(session, fault, caught, steps);
        }
    }

    /** Work in a transaction of a framework, which begins and ends it. */
    record Transactional(Propagation propagation, boolean marks, boolean caught, List<Step> body) implements Step {

        @Override
        public void make(Execution execution) {
            try {
                execution.makeBeside(
                        propagation == Propagation.REQUIRES_NEW,
                        () -> execution.world().inTransaction(this, () -> execution.makeAll(body)));
            } catch (RuntimeException | Error failure) {
                execution.log("transaction threw", failure);
                if (!caught) {
                    throw failure;
                }
            }
        }

        @Override
        public Step withBody(List<Step> steps) {
            return new Transactional(propagation, marks, caught, steps);
        }
    }

    /** Work while a test captures. */
    record Capture(List<Step> body) implements Step {

        @Override
        public void make(Execution execution) {
            execution.world().capture(() -> execution.makeAll(body));
        }

        @Override
        public Step withBody(List<Step> steps) {
            return new Capture(steps);
        }
    }

    /** Runs what is captured; not in a savepoint, in which an entity may have two changes that will be one. */
    record RunCaptured() implements Step {

        @Override
        public void make(Execution execution) {
            if (!execution.isInSavepoint()) {
                execution.world().runCaptured();
            }
        }
    }

    /** Registers a callback, which makes the steps of the body. */
    record Register(int session, Form form, int key, String label, List<Step> body) implements Step {

        @Override
        public void make(Execution execution) {
            execution.world().register(this, outcome -> {
                execution.log(form + " " + label + " " + outcome);
                execution.makeAll(body);
            });
        }

        @Override
        public Step withBody(List<Step> steps) {
            return new Register(session, form, key, label, steps);
        }
    }

    /** What becomes of the transaction that is there already. */
    enum Propagation {
        REQUIRED,
        REQUIRES_NEW,
        NESTED
    }

    /** What of the connection fails in a commit. */
    enum CommitFault {
        NONE,
        FLUSH,
        COMMIT,
        COMMIT_AND_ROLLBACK,
        CLOSE
    }

    /** What of the connection fails at a savepoint. */
    enum SavepointFault {
        NONE,
        SET,
        RELEASE,
        ROLLBACK
    }

    /** What is done to a row. */
    enum Operation {
        PERSIST,
        SET_NAME,
        SET_NUMBER,
        TOGGLE_TAG,
        REMOVE,
        MERGE,
        UPSERT
    }

    /** The forms of registration. */
    enum Form {
        RUN,
        RUN_ONCE,
        NEW_TRANSACTION,
        ASYNC,
        REFUSED_ASYNC,
        AFTER_ROLLBACK,
        AFTER_COMPLETION
    }

    /** What a step throws. */
    enum Failure {
        EXCEPTION,
        ERROR,
        FATAL
    }

    /** Thrown by a program. */
    final class ProgramException extends RuntimeException {

        private static final long serialVersionUID = 1;

        ProgramException(String label) {
            super(label, null, false, false);
        }
    }

    /** Thrown by a program, as if by a virtual machine that can do no more. */
    final class BrokenMachine extends VirtualMachineError {

        private static final long serialVersionUID = 1;

        BrokenMachine(String label) {
            super(label);
        }
    }

    /** Thrown by a program. */
    final class ProgramError extends Error {

        private static final long serialVersionUID = 1;

        ProgramError(String label) {
            super(label, null, false, false);
        }
    }
}
