package dev.aftercommit.test.random;

import static dev.aftercommit.EntityOperation.DELETE;
import static dev.aftercommit.EntityOperation.INSERT;
import static dev.aftercommit.EntityOperation.UPDATE;
import static dev.aftercommit.EntityOperation.UPSERT;
import static dev.aftercommit.TransactionOutcome.COMMITTED;
import static dev.aftercommit.TransactionOutcome.ROLLED_BACK;

import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.test.random.Execution.ModelFailure;
import dev.aftercommit.test.random.ModelTransaction.Call;
import dev.aftercommit.test.random.ModelTransaction.Callback;
import dev.aftercommit.test.random.ModelTransaction.Change;
import dev.aftercommit.test.random.ModelTransaction.Told;
import dev.aftercommit.test.random.Row.Key;
import dev.aftercommit.test.random.Step.CommitFault;
import dev.aftercommit.test.random.Step.Propagation;
import dev.aftercommit.test.random.Step.SavepointFault;
import dev.aftercommit.test.random.Step.Write;
import dev.aftercommit.testing.CapturedCallback.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The model: sessions whose transactions are those of the rules. */
final class ModelWorld implements World {

    private final Program program;
    private final Environment environment;
    private final VersionFacts facts;
    private final Execution execution;
    private final ModelCaptures captures = new ModelCaptures();
    private final ModelSurroundings surroundings;
    private final Map<Key, Row> committed = new TreeMap<>();
    private final Map<Integer, ModelConnection> sessions = new HashMap<>();
    private final Deque<NewSession> newSessions = new ArrayDeque<>();
    private final Map<Object, Kind> kinds = new HashMap<>();
    private final Map<String, String> futures = new TreeMap<>();
    private final Map<String, String> tokens = new TreeMap<>();

    ModelWorld(
            Program program,
            Environment environment,
            VersionFacts facts,
            ModelTransaction.Creator creator,
            Execution execution) {
        this.environment = environment;
        this.program = program;
        this.facts = facts;
        this.execution = execution;
        this.surroundings = new ModelSurroundings(
                execution, facts, captures, committed, rows -> creator.create(program.policy(), this::called, rows));
        InitialRows.of(program).forEach(key -> committed.put(key, new Row("o", 0, new TreeSet<>(), 0)));
    }

    private ModelConnection session(int session) {
        if (session == NEW && !newSessions.isEmpty()) {
            return newSessions.peek().connection();
        }
        return sessions.computeIfAbsent(session == SHARED ? 0 : session, number -> open());
    }

    private ModelConnection open() {
        return environment.connection(surroundings);
    }

    private void called(Entity.Method method, Change change) {
        Row after = change.after();
        EntityCalls.log(
                execution,
                change.first().flush(),
                method.name(),
                change.first().key(),
                change.operation(),
                change.changed(),
                change.before() == null ? null : change.before().name(),
                after == null ? null : after.name());
    }

    @Override
    public void begin(int session) {
        session(session).begin();
    }

    @Override
    public void commit(int session, CommitFault fault) {
        session(session).commit(fault);
    }

    @Override
    public void rollBack(int session, boolean fails) {
        session(session).rollBack(fails);
    }

    @Override
    public void markRollbackOnly(int session) {
        session(session).markRollbackOnly();
    }

    @Override
    public void close(int session) {
        ModelConnection closed = session == SHARED ? null : sessions.remove(session);
        if (closed != null) {
            closed.close();
        }
    }

    @Override
    public boolean hasSessions() {
        return !sessions.isEmpty();
    }

    @Override
    public void closeSessions() {
        List.copyOf(new TreeSet<>(sessions.keySet())).forEach(this::close);
    }

    @Override
    public void write(Write write) {
        ModelConnection connection = session(write.session());
        if (connection.isWritable() && write.session() == STATELESS) {
            writeStateless(connection, write);
        } else if (connection.isWritable()) {
            ModelContext context = context(write.session());
            context.write(write);
            if (write.session() == SHARED) {
                context.flush();
            }
        }
    }

    private ModelContext context(int session) {
        if (session == NEW && !newSessions.isEmpty()) {
            return newSessions.peek().context();
        }
        return session == SHARED
                ? new ModelContext(session(session))
                : session(session).context();
    }

    private void writeStateless(ModelConnection connection, Write write) {
        Key key = new Key(write.entity(), write.id());
        Row row = connection.rows().get(key);
        Row fresh = new Row(write.value(), 1, new TreeSet<>(), 0);
        Set<String> all = key.entity().attributes;
        int flush = connection.nextFlush();
        boolean told = facts.tellsOfStatelessSessions();
        if (write.operation() == Step.Operation.UPSERT) {
            connection.write(new Told(key, UPSERT, all, false, flush), fresh, told);
        } else if (write.operation() == Step.Operation.PERSIST && row == null) {
            connection.write(new Told(key, INSERT, all, false, flush), fresh, told);
        } else if (write.operation() == Step.Operation.SET_NAME && row != null) {
            connection.write(new Told(key, UPDATE, all, false, flush), row.withName(write.value()), told);
        } else if (write.operation() == Step.Operation.REMOVE && row != null && program.deletionsAreTold()) {
            connection.write(new Told(key, DELETE, Set.of(), false, flush), null, told);
        }
    }

    @Override
    public void flush(int session) {
        if (session(session).isWritable()) {
            context(session).flush();
        }
    }

    @Override
    public void failFlush(int session) {
        session(session).failFlush();
    }

    @Override
    public void clear(int session) {
        context(session).clear();
    }

    @Override
    public void detach(int session, Entity entity, int id) {
        if (session(session).isWritable()) {
            context(session).detach(new Key(entity, id));
        }
    }

    @Override
    public void refresh(int session, Entity entity, int id) {
        if (session(session).isWritable()) {
            context(session).refresh(new Key(entity, id));
        }
    }

    @Override
    public void inSavepoint(int session, SavepointFault fault, Runnable work) {
        session(session).inSavepoint(context(session), fault, work);
    }

    @Override
    public void register(Step.Register step, Consumer<TransactionOutcome> callback) {
        String label = step.label();
        Callback registered = switch (step.form()) {
            case RUN -> new Callback(COMMITTED, label, callback, state -> {});
            case RUN_ONCE -> new Callback(COMMITTED, step.key(), callback, state -> {});
            case NEW_TRANSACTION ->
                new Callback(
                        COMMITTED,
                        label,
                        outcome -> runInNewTransaction(callback),
                        state -> {},
                        open -> runWithin(open, callback));
            case AFTER_ROLLBACK -> new Callback(ROLLED_BACK, label, callback, state -> {});
            case AFTER_COMPLETION -> new Callback(null, label, callback, state -> {});
            case ASYNC -> new Callback(COMMITTED, label, outcome -> runAsync(label, callback), future(label));
            case REFUSED_ASYNC ->
                new Callback(
                        COMMITTED, label, outcome -> refuse(label), future(label), open -> runAsync(label, callback));
        };
        kinds.put(registered.key(), kind(step.form()));
        try {
            session(step.session()).register(registered);
        } catch (Throwable failure) {
            // Who is thrown something has no future
            futures.remove(label);
            throw failure;
        }
    }

    private static Kind kind(Step.Form form) {
        return switch (form) {
            case RUN, RUN_ONCE -> Kind.RUN;
            case NEW_TRANSACTION -> Kind.NEW_TRANSACTION;
            case ASYNC, REFUSED_ASYNC -> Kind.ASYNC;
            case AFTER_ROLLBACK -> Kind.ROLLBACK;
            case AFTER_COMPLETION -> Kind.COMPLETION;
        };
    }

    private void runInNewTransaction(Consumer<TransactionOutcome> work) {
        ModelConnection opened = open();
        opened.begin();
        try {
            in(new NewSession(opened, opened.context()), work);
            opened.commit(CommitFault.NONE);
        } catch (Throwable failure) {
            opened.rollBack(false);
            throw failure;
        }
    }

    /** A test that runs it while its transaction is open has it run in that one, with a session of its own. */
    private void runWithin(ModelConnection open, Consumer<TransactionOutcome> work) {
        if (open == null || open == sessions.get(STATELESS)) {
            runInNewTransaction(work);
            return;
        }
        open.context().flush();
        ModelContext context = new ModelContext(open);
        in(new NewSession(open, context), work);
        if (!open.active) {
            throw new ModelFailure("no transaction");
        }
        context.flush();
    }

    private void in(NewSession opened, Consumer<TransactionOutcome> work) {
        newSessions.push(opened);
        try {
            work.accept(COMMITTED);
        } finally {
            newSessions.pop();
        }
    }

    private Consumer<String> future(String label) {
        futures.put(label, "pending");
        return state -> futures.put(label, state);
    }

    private void runAsync(String label, Consumer<TransactionOutcome> work) {
        try {
            work.accept(COMMITTED);
            futures.put(label, "done");
        } catch (Throwable failure) {
            futures.put(label, Execution.describe(failure));
        }
    }

    private void refuse(String label) {
        futures.put(label, "refused");
        throw new ModelFailure("refused");
    }

    @Override
    public void capture(Runnable work) {
        captures.in(new ModelCapture(), work);
    }

    @Override
    public void inTransaction(Step.Transactional step, Runnable work) {
        ModelConnection current = session(0);
        if (!current.active || step.propagation() == Propagation.REQUIRES_NEW) {
            ModelConnection opened = open();
            sessions.put(0, opened);
            try {
                opened.run(step.marks(), work);
            } finally {
                sessions.put(0, current);
            }
        } else if (step.propagation() == Propagation.NESTED) {
            current.runNested(step.marks(), work);
        } else {
            current.takePart(step.marks(), work);
        }
    }

    @Override
    public void runCaptured() {
        ModelCapture capture = captures.innermost();
        if (capture != null) {
            capture.list(this::listed);
            int[] calls = {0};
            Throwable thrown = capture.runAll(program.policy(), () -> calls[0]++);
            if (thrown instanceof Error fatal) {
                throw fatal;
            } else if (thrown != null) {
                throw (ModelFailure) thrown;
            }
            execution.log("ran " + calls[0]);
        }
    }

    private void listed(Callback call) {
        if (call.key() instanceof Call ofEntity) {
            Change change = ofEntity.change();
            EntityCalls.listed(
                    execution,
                    change.first().flush(),
                    ofEntity.method().outcome() == COMMITTED ? Kind.ENTITY : Kind.ROLLBACK,
                    change.first().key(),
                    change.operation(),
                    change.changed());
        } else {
            execution.log("captured " + kinds.get(call.key()));
        }
    }

    @Override
    public void token(int session, String label) {
        if (session(session).isWritable()) {
            tokens.put(label, "undecided");
            session(session).token(outcome -> tokens.put(label, outcome.name()));
        }
    }

    @Override
    public Map<String, String> tokens() {
        return tokens;
    }

    @Override
    public Map<String, String> futures() {
        return futures;
    }

    @Override
    public String rows() {
        return committed.toString();
    }

    @Override
    public void close() {
        // there is nothing to give back
    }

    /** The session of a runInNewTransaction, with a connection of its own unless a test runs it in an open transaction. */
    private record NewSession(ModelConnection connection, ModelContext context) {}
}
