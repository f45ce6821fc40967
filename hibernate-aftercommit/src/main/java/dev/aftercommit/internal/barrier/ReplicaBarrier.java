package dev.aftercommit.internal.barrier;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.BarrierToken;
import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.internal.barrier.Poller.Answer;
import dev.aftercommit.internal.token.TokenContent;
import dev.aftercommit.spi.BarrierStrategy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The barrier of a replica: the primary decides, and then the data is waited for. */
// What becomes of one future is told by another
@SuppressWarnings("FutureReturnValueIgnored")
final class ReplicaBarrier extends Barrier {

    private final Connections replica;
    private final DatabaseBarrier primary;
    private final Poller<Arrival> poller = new Poller<>((arrivals, glance) -> ask(arrivals));

    ReplicaBarrier(Connections replica, DatabaseBarrier primary) {
        super(() -> false);
        this.replica = replica;
        this.primary = primary;
    }

    @Override
    CompletableFuture<TransactionOutcome> decision(BarrierToken token) {
        CompletableFuture<TransactionOutcome> arrived = new CompletableFuture<>();
        CompletableFuture<TransactionOutcome> decided = primary.decision(token);
        arrived.whenComplete((outcome, failure) -> decided.cancel(false));
        decided.whenComplete((outcome, failure) -> {
            if (outcome != TransactionOutcome.COMMITTED) {
                complete(arrived, outcome, failure);
            } else if (!arrived.isDone()) {
                awaitArrival(token, arrived);
            }
        });
        return arrived;
    }

    private void awaitArrival(BarrierToken token, CompletableFuture<TransactionOutcome> arrived) {
        try {
            CompletableFuture<TransactionOutcome> arrival = poller.add(arrival(token));
            arrived.whenComplete((outcome, failure) -> arrival.cancel(false));
            arrival.whenComplete((outcome, failure) -> complete(arrived, outcome, failure));
        } catch (SQLException e) {
            arrived.completeExceptionally(LOG.databaseCannotBeAsked(e));
        } catch (RuntimeException e) {
            arrived.completeExceptionally(e);
        }
    }

    private static void complete(
            CompletableFuture<TransactionOutcome> future,
            @Nullable TransactionOutcome outcome,
            @Nullable Throwable failure) {
        if (failure == null && outcome != null) {
            future.complete(outcome);
        } else if (failure != null) {
            future.completeExceptionally(failure);
        }
    }

    @Override
    public Optional<TransactionOutcome> outcome(BarrierToken token) {
        Optional<TransactionOutcome> decided = primary.outcome(token);
        if (!decided.equals(Optional.of(TransactionOutcome.COMMITTED))) {
            return decided;
        }
        try {
            return ask(List.of(arrival(token))).get(0).outcome();
        } catch (SQLException e) {
            throw LOG.databaseCannotBeAsked(e);
        }
    }

    /** What to wait for: the transaction, or, where that is of before the token, all that was there when it was asked for. */
    private Arrival arrival(BarrierToken token) throws SQLException {
        TokenContent content = TokenContent.parse(token.value());
        BarrierStrategy strategy = primary.database().strategy();
        return content.kind() == TokenContent.DECIDED
                ? new Arrival(Optional.empty(), primary.database().connections().call(strategy::position))
                : new Arrival(Optional.of(content.id()), 0);
    }

    private List<Answer> ask(List<Arrival> arrivals) throws SQLException {
        return replica.call(connection -> ask(connection, arrivals));
    }

    private List<Answer> ask(Connection connection, List<Arrival> arrivals) throws SQLException {
        BarrierStrategy strategy = primary.database().strategy();
        List<byte[]> ids =
                arrivals.stream().flatMap(arrival -> arrival.id().stream()).toList();
        Iterator<Boolean> visible = ids.isEmpty()
                ? Collections.emptyIterator()
                : strategy.visible(connection, ids).iterator();
        List<Answer> answers = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            boolean arrived =
                    arrival.id().isPresent() ? visible.next() : strategy.hasReached(connection, arrival.position());
            answers.add(new Answer(arrived ? Optional.of(TransactionOutcome.COMMITTED) : Optional.empty(), null));
        }
        return answers;
    }

    /** What is to arrive: the transaction of an id, or a position. */
    private record Arrival(Optional<byte[]> id, long position) {}
}
