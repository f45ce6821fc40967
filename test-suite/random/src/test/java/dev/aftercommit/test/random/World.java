package dev.aftercommit.test.random;

import dev.aftercommit.TransactionOutcome;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Where the steps of a program are made: the library, or the model. Sessions have numbers, and are opened when first used.
 * What makes no sense in the state of a session does nothing.
 */
interface World extends AutoCloseable {

    /** The number of the stateless session. */
    int STATELESS = 2;

    /** The number of the session that shares the connection of session 0. It flushes and clears after each write. */
    int SHARED = 3;

    /** The number of the session of the innermost {@code runInNewTransaction}. */
    int NEW = 9;

    void begin(int session);

    void commit(int session, Step.CommitFault fault);

    void rollBack(int session, boolean fails);

    void markRollbackOnly(int session);

    void close(int session);

    void write(Step.Write write);

    void flush(int session);

    void failFlush(int session);

    void clear(int session);

    void detach(int session, Entity entity, int id);

    void refresh(int session, Entity entity, int id);

    void inSavepoint(int session, Step.SavepointFault fault, Runnable work);

    void register(Step.Register step, Consumer<TransactionOutcome> callback);

    void token(int session, String label);

    /** Does work while a test captures, within the capture that is open perhaps. */
    void capture(Runnable work);

    /** Does work in a transaction that a framework begins and ends; that of session 0, which is another one in each. */
    void inTransaction(Step.Transactional step, Runnable work);

    /** Lists and runs what the innermost capture has captured, if one is open. */
    void runCaptured();

    /** What the barrier says of the tokens by now, by their labels. */
    Map<String, String> tokens();

    /** Whether sessions are open. */
    boolean hasSessions();

    /** Closes the sessions that are open. */
    void closeSessions();

    /** What became of the futures, by the label of their callback. */
    Map<String, String> futures();

    /** What is committed, as another connection sees it. */
    String rows();

    @Override
    void close();
}
