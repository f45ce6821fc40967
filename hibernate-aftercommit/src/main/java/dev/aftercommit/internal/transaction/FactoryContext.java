package dev.aftercommit.internal.transaction;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import jakarta.persistence.EntityManagerFactory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.jspecify.annotations.Nullable;

/** What the library keeps for one session factory. Shared by all threads that use the factory. */
public final class FactoryContext implements SessionFactoryObserver, WeakIdentityMap.Value<SessionFactory> {

    private static final long serialVersionUID = 1;

    // Held by the factory itself, as one of its observers, so that nothing of it stays when the factory is gone
    private static final WeakIdentityMap<SessionFactory, FactoryContext> CONTEXTS = new WeakIdentityMap<>();

    private final transient SessionFactoryImplementor factory;
    private final transient Transactions transactions;
    private final transient AmbientTransactions ambientTransactions;
    private final transient Policies policies;
    private final transient AsyncCallbacks asyncCallbacks;
    private final transient Observation observation;
    private final transient Tokens tokens;
    private final transient Captures captures = new Captures();
    private final transient HeldConnections heldConnections = new HeldConnections(this);
    private final transient CallbackRunner runner;
    private final transient Set<String> warned = ConcurrentHashMap.newKeySet();

    // Found out once, since its coordinators are of one kind
    private boolean findsObservers;

    /** A context, which takes effect with {@link #attach}. */
    public FactoryContext(
            SessionFactoryImplementor factory,
            Transactions transactions,
            AmbientTransactions ambientTransactions,
            Policies policies,
            AsyncCallbacks asyncCallbacks,
            Observation observation,
            Tokens tokens) {
        this.factory = factory;
        this.transactions = transactions;
        this.ambientTransactions = ambientTransactions;
        this.policies = policies;
        this.asyncCallbacks = asyncCallbacks;
        this.observation = observation;
        this.tokens = tokens;
        this.runner = new CallbackRunner(ambientTransactions, policies.failure(), observation);
    }

    /** The context of a factory, or null where the factory was built without the library. */
    public static @Nullable FactoryContext of(SessionFactory factory) {
        return CONTEXTS.get(factory);
    }

    /**
     * The context of a factory, or of what stands for one.
     *
     * @throws IllegalArgumentException if it leads to no factory of Hibernate
     * @throws IllegalStateException if the factory was built without the library
     */
    public static FactoryContext required(EntityManagerFactory given) {
        SessionFactory factory;
        try {
            factory = given.unwrap(SessionFactoryImplementor.class);
        } catch (RuntimeException e) {
            throw LOG.notAFactory(given.getClass().getName(), e);
        }
        FactoryContext context = of(factory);
        if (context == null) {
            throw LOG.notIntegrated(nameOf(factory));
        }
        return context;
    }

    /** Makes this the context of its factory. */
    public void attach() {
        if (policies.noTransaction() != NoTransactionPolicy.RUN) {
            CallbackRunner.willBeAsked();
        }
        factory.addObserver(this);
        CONTEXTS.put(this);
    }

    @Override
    public SessionFactory key() {
        return factory;
    }

    /** Has the factory be without a context again. */
    public static void detachFrom(SessionFactory factory) {
        CONTEXTS.remove(factory);
    }

    /** What is kept for a session and those that share its connection; made at the first call. */
    public SessionCallbacks session(SharedSessionContractImplementor session) {
        SessionCallbacks callbacks = ObserverSearch.of(session.getTransactionCoordinator());
        return callbacks == null ? follow(session) : callbacks;
    }

    /** The callbacks of the transaction that the session is in; null where none is active. */
    @Nullable
    TransactionCallbacks current(SharedSessionContractImplementor session) {
        SessionCallbacks callbacks = ObserverSearch.of(session.getTransactionCoordinator());
        if (callbacks != null) {
            return callbacks.current();
        }
        Object transaction = activeTransaction(session);
        return transaction == null ? null : follow(session).begin(transaction);
    }

    private SessionCallbacks follow(SharedSessionContractImplementor session) {
        TransactionCoordinator coordinator = session.getTransactionCoordinator();
        SessionCallbacks callbacks = new SessionCallbacks(this, ownerOf(session));
        if (!findsObservers) {
            if (ObserverSearch.of(coordinator) != callbacks) {
                throw LOG.observersAreNotFound(coordinator.getClass().getName());
            }
            findsObservers = true;
        }
        return callbacks;
    }

    /** Whether the session has a transaction that callbacks would wait for, found out without keeping anything for it. */
    boolean isTransactionActive(SharedSessionContractImplementor session) {
        return activeTransaction(session) != null;
    }

    private @Nullable Object activeTransaction(SharedSessionContractImplementor session) {
        return transactions.active(ownerOf(session));
    }

    /** The session that has opened the connection, and lives as long as it. */
    private static SharedSessionContractImplementor ownerOf(SharedSessionContractImplementor session) {
        return (SharedSessionContractImplementor) session.getJdbcCoordinator().getJdbcSessionOwner();
    }

    /** The name of a factory, for people. */
    public static String nameOf(SessionFactory factory) {
        String name = ((SessionFactoryImplementor) factory).getName();
        return name == null ? "(without a name)" : name;
    }

    /** Whether something is to be warned of, a place in the code, say: once. */
    boolean isFirstWarningOf(String subject) {
        return warned.add(subject);
    }

    Transactions transactions() {
        return transactions;
    }

    AmbientTransactions ambientTransactions() {
        return ambientTransactions;
    }

    Policies policies() {
        return policies;
    }

    Captures captures() {
        return captures;
    }

    Observation observation() {
        return observation;
    }

    /** What issues the tokens of transactions. */
    public Tokens tokens() {
        return tokens;
    }

    AsyncCallbacks asyncCallbacks() {
        return asyncCallbacks;
    }

    @Override
    public void sessionFactoryCreated(SessionFactory factory) {
        tokens.start();
    }

    /** The factory is being closed, and still usable: the time to wait for asynchronous callbacks. */
    @Override
    public void sessionFactoryClosing(SessionFactory factory) {
        asyncCallbacks.awaitAll();
        tokens.close();
    }

    HeldConnections heldConnections() {
        return heldConnections;
    }

    CallbackRunner runner() {
        return runner;
    }
}
