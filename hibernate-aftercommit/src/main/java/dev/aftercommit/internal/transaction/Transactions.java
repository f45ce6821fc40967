package dev.aftercommit.internal.transaction;

import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.spi.AmbientTransaction;
import java.util.List;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** How the transactions of a factory's sessions are found and followed: those of JDBC connections, or those of JTA. */
public interface Transactions {

    /**
     * The transaction that callbacks of the session wait for, by an object that is equal only to itself as long as
     * the session may be in several at a time; null where none is active.
     */
    @Nullable
    Object active(SharedSessionContractImplementor session);

    /** Whether a transaction is bound to the thread, and not just to a session. */
    boolean isBoundToThread();

    /** Whether the session takes part in a transaction that has not ended. */
    boolean isInProgress(SharedSessionContractImplementor session);

    /**
     * What became of a transaction of which nobody told; null while it goes on.
     */
    @Nullable
    TransactionOutcome outcome(Object transaction, SharedSessionContractImplementor session);

    /**
     * Whether the COMMIT of the session's transaction is known to have succeeded. Asked while its connection is given back:
     * if that fails, nobody may tell of the completion.
     */
    boolean hasCommitted(SharedSessionContractImplementor session);

    /** Whether a transaction can be rolled back by others, and still be bound to the thread: after a timeout, say. */
    boolean canTimeOut();

    /** Whether the transaction has been rolled back although it is still bound to the thread. */
    boolean isRolledBack(Object transaction);

    /**
     * Has the callbacks follow the transaction.
     *
     * @param hibernateFollows whether Hibernate can be trusted to follow it for this session
     */
    void follow(TransactionCallbacks callbacks, SharedSessionContractImplementor session, boolean hibernateFollows);

    /**
     * Whether what is thrown when a completion is told gets to the caller of commit. Where it does not, it would only leave
     * Hibernate's own work undone.
     */
    boolean throwsToCaller();

    /** What is suspended around callbacks. */
    List<AmbientTransaction> ambientTransactions();
}
