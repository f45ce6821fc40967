package dev.aftercommit.test.random;

import dev.aftercommit.AfterCommitException;
import dev.aftercommit.test.random.Step.BrokenMachine;
import dev.aftercommit.test.random.Step.ProgramError;
import dev.aftercommit.test.random.Step.ProgramException;
import jakarta.persistence.TransactionRequiredException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes the steps of a program in a world, and takes down what happens. */
final class Execution {

    private static final int PATIENCE = 10;

    private final List<String> events = new ArrayList<>();
    private final List<Integer> flushes = new ArrayList<>();
    private int numbers;
    private int savepoints;
    private int suspending;
    private World world;
    private boolean passedOver;

    private Execution() {}

    /**
     * Returns what happens: who is called, when, and with what; what is thrown; what is there at the end. Null where the
     * program runs into what is known to be wrong.
     */
    static Trace of(Program program, Function<Execution, World> creator) {
        Execution execution = new Execution();
        try (World world = creator.apply(execution)) {
            execution.world = world;
            execution.run(program);
        }
        return execution.passedOver ? null : new Trace(execution.events, execution.flushes);
    }

    private void run(Program program) {
        int number = 0;
        for (Step step : program.steps()) {
            log(++number + " " + step.getClass().getSimpleName());
            attempt(() -> step.make(this));
            world.tokens().forEach((label, outcome) -> log("token " + label + " " + outcome));
        }
        log("end");
        // Callbacks may open sessions again
        for (int i = 0; i < PATIENCE && world.hasSessions(); i++) {
            attempt(world::closeSessions);
            log("closed");
        }
        world.futures().forEach((label, state) -> log("future " + label + " " + state));
        world.tokens().forEach((label, outcome) -> log("token " + label + " " + outcome));
        log(world.rows());
    }

    /** The program runs into what is known to be wrong. */
    void passOver(String defect) {
        passedOver = true;
    }

    World world() {
        return world;
    }

    void makeAll(List<Step> steps) {
        steps.forEach(step -> step.make(this));
    }

    void makeAllInSavepoint(List<Step> steps) {
        savepoints++;
        try {
            makeAll(steps);
        } finally {
            savepoints--;
        }
    }

    boolean isInSavepoint() {
        return savepoints > 0;
    }

    /** Does work, its callbacks among it, while the transaction around it may be suspended. */
    void makeBeside(boolean suspending, Runnable work) {
        int before = this.suspending;
        this.suspending += suspending ? 1 : 0;
        try {
            work.run();
        } finally {
            this.suspending = before;
        }
    }

    /** The row that a step means: none that a suspended transaction may have locked, which would be waited for in vain. */
    int row(int session, int id) {
        return session == World.NEW ? id : id + suspending * InitialRows.OF_EACH;
    }

    /** Takes down what the work throws. */
    void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error failure) {
            log("threw", failure);
        }
    }

    /** A number that was not given yet. */
    int nextNumber() {
        return ++numbers;
    }

    void log(String event) {
        logEntity(++numbers, event);
    }

    /** Takes down an event of an entity, whose order among those of the same flush is not told. */
    void logEntity(int flush, String event) {
        events.add(event);
        flushes.add(flush);
    }

    void log(String event, Throwable failure) {
        log(event + " " + describe(failure));
    }

    /** Describes what is thrown, in the same way whatever the version of Hibernate wraps it in. */
    static String describe(Throwable failure) {
        if (failure instanceof AfterCommitException exception) {
            return describe(
                    exception.failures().stream()
                            .map(callback -> describe(callback.cause()))
                            .toList(),
                    exception.notRun());
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (root instanceof RejectedExecutionException) {
            return "refused";
        } else if (root instanceof TransactionRequiredException) {
            return "no transaction";
        } else if (root.getClass().getSimpleName().equals("UnexpectedRollbackException")) {
            // Of Spring, which is not everywhere
            return "rolled back";
        } else if (root instanceof RollbackException || "setRollbackOnly called from:".equals(root.getMessage())) {
            return "rolled back";
        } else if (root instanceof ProgramException || root instanceof ProgramError || root instanceof BrokenMachine) {
            return root.getMessage();
        } else if (root instanceof SQLException && !root.getMessage().startsWith("injected")) {
            return root.getMessage().startsWith("Value too long") ? "failure of flush" : root.toString();
        }
        return root instanceof SQLException || root instanceof ModelFailure ? root.getMessage() : root.toString();
    }

    static String describe(List<String> failures, int notRun) {
        return failures.stream()
                .sorted()
                .collect(Collectors.joining(", ", "callbacks failed: ", "; not run: " + notRun));
    }

    /** What has happened, and for each event the number of a flush, or one that no other has. */
    record Trace(List<String> events, List<Integer> flushes) {

        /** The events, in which those of entities stand in the order of their names where they are of one flush. */
        List<String> ordered(List<Integer> byFlushes) {
            List<String> ordered = new ArrayList<>(events);
            int size = Math.min(events.size(), byFlushes.size());
            for (int from = 0, to = 1; from < size; from = to++) {
                while (to < size && byFlushes.get(to).equals(byFlushes.get(from))) {
                    to++;
                }
                // A stable order: that of the methods of one entity is told
                ordered.subList(from, to).sort(Comparator.comparing(Trace::entityOf));
            }
            return ordered;
        }

        private static String entityOf(String event) {
            return event.startsWith("entity ") ? event.split(" ")[1] : "";
        }
    }

    /** What the model says is thrown. */
    static final class ModelFailure extends RuntimeException {

        private static final long serialVersionUID = 1;

        ModelFailure(String description) {
            super(description, null, false, false);
        }
    }
}
