package dev.aftercommit.internal.transaction;

import dev.aftercommit.BarrierToken;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The tokens of transactions of this process that are open: whoever waited for one of them on its own thread would wait for itself. */
public final class OpenTokens {

    private static final ConcurrentMap<BarrierToken, Issuer> ISSUERS = new ConcurrentHashMap<>();
    private static final ReferenceQueue<TransactionCallbacks> ABANDONED = new ReferenceQueue<>();

    private OpenTokens() {}

    static void add(BarrierToken token, TransactionCallbacks transaction) {
        for (Reference<?> issuer = ABANDONED.poll(); issuer != null; issuer = ABANDONED.poll()) {
            ISSUERS.remove(((Issuer) issuer).token);
        }
        ISSUERS.put(token, new Issuer(token, transaction));
    }

    static void remove(BarrierToken token) {
        ISSUERS.remove(token);
    }

    /** Whether the transaction of a token, or the scope of it that the token stands for, is open on this thread. */
    public static boolean isOfThread(BarrierToken token) {
        Issuer issuer = ISSUERS.get(token);
        return issuer != null && issuer.isOpenOnThread();
    }

    private static final class Issuer extends WeakReference<TransactionCallbacks> {

        private final BarrierToken token;
        private final WeakReference<Thread> thread = new WeakReference<>(Thread.currentThread());

        Issuer(BarrierToken token, TransactionCallbacks transaction) {
            super(transaction, ABANDONED);
            this.token = token;
        }

        boolean isOpenOnThread() {
            TransactionCallbacks transaction = get();
            return transaction != null && !transaction.isCompleted() && thread.get() == Thread.currentThread();
        }
    }
}
