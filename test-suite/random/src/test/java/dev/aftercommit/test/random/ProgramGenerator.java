package dev.aftercommit.test.random;

import dev.aftercommit.FailurePolicy;
import dev.aftercommit.test.random.Step.CommitFault;
import dev.aftercommit.test.random.Step.Failure;
import dev.aftercommit.test.random.Step.Form;
import dev.aftercommit.test.random.Step.Operation;
import dev.aftercommit.test.random.Step.Propagation;
import dev.aftercommit.test.random.Step.SavepointFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes up programs: always the same one of a seed. */
final class ProgramGenerator {

    private static final int DEEPEST = 3;

    private final Random random;
    private final boolean deletionsAreTold;
    private final FailurePolicy policy;
    private final Style style;
    private int labels;

    private ProgramGenerator(long seed, Style style) {
        this.style = style;
        // The first numbers of neighbouring seeds are alike
        random = new Random(seed * 0x9E3779B97F4A7C15L);
        policy = oneOf(FailurePolicy.LOG, FailurePolicy.LOG, FailurePolicy.RETHROW, FailurePolicy.STOP);
        deletionsAreTold = random.nextInt(4) > 0;
    }

    static Program program(long seed) {
        return new ProgramGenerator(seed, Style.FAULTS).program();
    }

    /** Variant for tests of an application, which capture, and in which no connection fails. */
    static Program capturing(long seed) {
        return new ProgramGenerator(seed, Style.CAPTURES).program();
    }

    /** Variant for a framework, which begins and ends the transactions of session 0. */
    static Program transactional(long seed) {
        return new ProgramGenerator(seed, Style.FRAMEWORK).program();
    }

    /** What there is besides transactions and callbacks. */
    private enum Style {
        FAULTS,
        CAPTURES,
        FRAMEWORK
    }

    private Program program() {
        List<Step> steps = new ArrayList<>();
        for (int transactions = random.nextInt(4); transactions >= 0; transactions--) {
            addTransaction(steps, session(), 0);
        }
        return new Program(policy, deletionsAreTold, style == Style.CAPTURES ? captured(steps) : steps);
    }

    private void addTransaction(List<Step> steps, int session, int depth) {
        if (style == Style.FRAMEWORK) {
            steps.add(transactional(depth));
            return;
        }
        steps.add(new Step.Begin(session));
        addSteps(steps, session, depth, depth == 0 ? 7 : 3);
        steps.add(end(session));
    }

    private Step transactional(int depth) {
        List<Step> body = new ArrayList<>();
        addSteps(body, 0, depth, depth == 0 ? 7 : 3);
        if (random.nextInt(4) == 0) {
            body.add(new Step.Throw("failure " + ++labels, failure()));
        }
        return new Step.Transactional(oneOf(Propagation.values()), random.nextInt(6) == 0, random.nextInt(6) > 0, body);
    }

    /** Has some of the steps captured, and what is captured be run now and then. */
    private List<Step> captured(List<Step> steps) {
        List<Step> result = new ArrayList<>(steps);
        int from = random.nextInt(result.size() + 1);
        int to = from + random.nextInt(result.size() + 1 - from);
        List<Step> body = new ArrayList<>(result.subList(from, to));
        for (int runs = random.nextInt(3); runs > 0; runs--) {
            body.add(random.nextInt(body.size() + 1), new Step.RunCaptured());
        }
        result.subList(from, to).clear();
        result.add(from, new Step.Capture(random.nextInt(3) == 0 ? captured(body) : body));
        return result;
    }

    private Step end(int session) {
        return style == Style.FAULTS ? endWithFault(session) : endWithoutFault(session);
    }

    private Step endWithoutFault(int session) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> new Step.Rollback(session, false);
            case 3 -> new Step.Close(session);
            case 4 -> new Step.MarkRollbackOnly(session);
            case 5 -> new Step.Commit(session, isOrdinary(session) ? CommitFault.FLUSH : CommitFault.NONE);
            default -> new Step.Commit(session, CommitFault.NONE);
        };
    }

    private Step endWithFault(int session) {
        return switch (random.nextInt(20)) {
            case 0, 1 -> new Step.Rollback(session, false);
            case 2 -> new Step.Rollback(session, true);
            case 3 -> new Step.Close(session);
            case 4 -> new Step.MarkRollbackOnly(session);
            case 5 -> new Step.Commit(session, CommitFault.COMMIT);
            case 6 -> new Step.Commit(session, CommitFault.COMMIT_AND_ROLLBACK);
            case 7 -> new Step.Commit(session, isOrdinary(session) ? CommitFault.FLUSH : CommitFault.CLOSE);
            case 8 -> new Step.Commit(session, CommitFault.CLOSE);
            default -> new Step.Commit(session, CommitFault.NONE);
        };
    }

    private void addSteps(List<Step> steps, int session, int depth, int most) {
        for (int count = random.nextInt(most + 1); count > 0; count--) {
            add(steps, session, depth);
        }
    }

    private List<Step> steps(int session, int depth) {
        List<Step> steps = new ArrayList<>();
        addSteps(steps, session, depth, 4);
        return steps;
    }

    private void add(List<Step> steps, int session, int depth) {
        int choice = random.nextInt(100);
        if (choice < 34 || depth >= DEEPEST) {
            steps.add(write(session));
        } else if (choice < 38) {
            steps.add(new Step.Token(session, "t" + ++labels));
        } else if (choice < 65) {
            steps.add(register(session, depth));
        } else if (choice < 77) {
            steps.add(savepoint(session, depth));
        } else if (choice < 87) {
            steps.add(inContext(session));
        } else if (choice < 89) {
            steps.add(new Step.MarkRollbackOnly(session));
        } else if (choice < 92) {
            steps.add(new Step.Throw("failure " + ++labels, failure()));
        } else if (choice < 95 && session != World.NEW && style != Style.FRAMEWORK) {
            steps.add(end(session));
        } else {
            addElsewhere(steps, session, depth);
        }
    }

    private void addElsewhere(List<Step> steps, int session, int depth) {
        if (random.nextBoolean()) {
            addTransaction(steps, session(), depth + 1);
        } else {
            add(steps, session == World.NEW ? World.NEW : session(), depth + 1);
        }
    }

    private Step write(int session) {
        Entity entity = !deletionsAreTold ? Entity.QUIET : oneOf(Entity.PLAIN, Entity.VERSIONED);
        // Under STOP the order within a flush would count, which is Hibernate's own affair
        String failing = policy == FailurePolicy.STOP ? "c" : EntityCalls.FAILING;
        String name = oneOf("o", "o", "a", "a", "b", "b", failing);
        if (session == World.NEW) {
            return new Step.Write(session, entity, Operation.PERSIST, 100 + ++labels, name);
        } else if (session == World.STATELESS) {
            entity = deletionsAreTold ? Entity.PLAIN : entity;
        }
        Operation operation = oneOf(Operation.values());
        return new Step.Write(session, entity, operation, id(session), name);
    }

    private int id(int session) {
        return session * InitialRows.OF_EACH + 1 + random.nextInt(3);
    }

    private Step inContext(int session) {
        if (!isOrdinary(session)) {
            return write(session);
        }
        Entity entity = deletionsAreTold ? oneOf(Entity.PLAIN, Entity.VERSIONED) : Entity.QUIET;
        return switch (random.nextInt(10)) {
            case 0 -> new Step.Clear(session);
            case 1 -> new Step.Detach(session, entity, id(session));
            case 2 -> new Step.Refresh(session, entity, id(session));
            case 3 -> new Step.FailingFlush(session);
            default -> new Step.Flush(session);
        };
    }

    private Step register(int session, int depth) {
        Form form = oneOf(Form.values());
        int within = form == Form.NEW_TRANSACTION ? World.NEW : random.nextInt(3) == 0 ? session() : session;
        String label = "c" + ++labels;
        List<Step> body = new ArrayList<>();
        if (random.nextInt(3) == 0) {
            addSteps(body, within, depth + 1, 3);
        } else if (random.nextInt(4) == 0 && within != World.NEW) {
            addTransaction(body, within, depth + 1);
        }
        if (style == Style.CAPTURES && random.nextInt(8) == 0) {
            body = captured(body);
        }
        if (random.nextInt(8) == 0) {
            body.add(new Step.Throw("failure of " + label, failure()));
        }
        return new Step.Register(session, form, random.nextInt(2), label, body);
    }

    private Step savepoint(int session, int depth) {
        SavepointFault fault = style != Style.FRAMEWORK && random.nextInt(4) == 0
                ? oneOf(SavepointFault.values())
                : SavepointFault.NONE;
        List<Step> body = steps(session, depth + 1);
        if (random.nextInt(2) == 0) {
            body.add(new Step.Throw("failure " + ++labels, failure()));
        }
        return new Step.Savepoint(session, fault, random.nextInt(6) > 0, body);
    }

    private Failure failure() {
        return oneOf(
                Failure.EXCEPTION, Failure.EXCEPTION, Failure.EXCEPTION, Failure.ERROR, Failure.ERROR, Failure.FATAL);
    }

    private int session() {
        return style == Style.FRAMEWORK ? 0 : oneOf(0, 0, 0, 1, 1, World.STATELESS, World.SHARED);
    }

    private static boolean isOrdinary(int session) {
        return session == 0 || session == 1;
    }

    @SafeVarargs
    private <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
