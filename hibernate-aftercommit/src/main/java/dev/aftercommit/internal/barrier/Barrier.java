package dev.aftercommit.internal.barrier;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;
import static java.util.Objects.requireNonNull;

import dev.aftercommit.BarrierToken;
import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.barrier.TransactionBarrier;
import dev.aftercommit.internal.transaction.OpenTokens;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The ways to wait, which are the same whoever decides. */
abstract class Barrier implements TransactionBarrier {

    private static final Duration SHORT = Duration.ofMillis(100);

    private final BooleanSupplier inTransaction;

    Barrier(BooleanSupplier inTransaction) {
        this.inTransaction = inTransaction;
    }

    /** What becomes of the transaction of a token; cancelled, it is not waited for any longer. */
    abstract CompletableFuture<TransactionOutcome> decision(BarrierToken token);

    @Override
    public void await(BarrierToken token, Duration timeout) throws InterruptedException {
        requireNonNull(token, "token");
        requireNonNull(timeout, "timeout");
        if (OpenTokens.isOfThread(token)) {
            throw LOG.waitsForItself(token.value());
        } else if (inTransaction.getAsBoolean() || ThreadTransaction.isActive()) {
            throw LOG.waitsInTransaction(token.value());
        }
        RuntimeException fault = fault(token, decide(token, timeout));
        if (fault != null) {
            throw fault;
        }
    }

    /** Waits for what becomes of the transaction of a token, wherever. */
    TransactionOutcome decide(BarrierToken token, Duration timeout) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (timeout.compareTo(SHORT) <= 0) {
            // It may be over before others have taken a look
            Optional<TransactionOutcome> now = outcome(token);
            if (now.isPresent()) {
                return now.get();
            } else if (timeout.isZero() || timeout.isNegative()) {
                throw LOG.undecided(token.value(), timeout);
            }
        }
        CompletableFuture<TransactionOutcome> decision = decision(token);
        try {
            return decision.get(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw LOG.undecided(token.value(), timeout);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            decision.cancel(false);
        }
    }

    // What becomes of the one future is told by the other
    @SuppressWarnings("FutureReturnValueIgnored")
    @Override
    public CompletionStage<Void> whenCommitted(BarrierToken token) {
        CompletableFuture<Void> committed = new CompletableFuture<>();
        CompletableFuture<TransactionOutcome> decision = decision(requireNonNull(token, "token"));
        committed.whenComplete((nothing, failure) -> decision.cancel(false));
        decision.whenComplete((outcome, failure) -> {
            Throwable fault = failure == null ? fault(token, outcome) : failure;
            if (fault == null) {
                committed.complete(null);
            } else {
                committed.completeExceptionally(fault);
            }
        });
        return committed;
    }

    private static @Nullable RuntimeException fault(BarrierToken token, TransactionOutcome outcome) {
        return switch (outcome) {
            case COMMITTED -> null;
            case ROLLED_BACK -> LOG.transactionAborted(token.value());
            case UNKNOWN -> LOG.outcomeOfTokenUnknown(token.value());
        };
    }

    @Override
    public <V> Callable<V> guard(BarrierToken token, Duration timeout, Callable<V> task) {
        requireNonNull(token, "token");
        requireNonNull(timeout, "timeout");
        requireNonNull(task, "task");
        return () -> {
            if (!OpenTokens.isOfThread(token)) {
                await(token, timeout);
            }
            return task.call();
        };
    }
}
