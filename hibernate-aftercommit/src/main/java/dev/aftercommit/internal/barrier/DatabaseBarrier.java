package dev.aftercommit.internal.barrier;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.BarrierToken;
import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.internal.barrier.Poller.Answer;
import dev.aftercommit.internal.token.TokenContent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** The barrier of a database that decides what became of its transactions. */
class DatabaseBarrier extends Barrier {

    private final Database database;
    private final Poller<BarrierToken> poller = new Poller<>(this::ask);

    /** A barrier; {@code inTransaction} tells whether a transaction of JTA is bound to the thread. */
    DatabaseBarrier(Database database, BooleanSupplier inTransaction) {
        super(inTransaction);
        this.database = database;
    }

    Database database() {
        return database;
    }

    @Override
    CompletableFuture<TransactionOutcome> decision(BarrierToken token) {
        return poller.add(token);
    }

    @Override
    public Optional<TransactionOutcome> outcome(BarrierToken token) {
        try {
            Answer answer = ask(List.of(token), false).get(0);
            if (answer.fault() != null) {
                throw answer.fault();
            }
            return answer.outcome();
        } catch (SQLException e) {
            throw LOG.databaseCannotBeAsked(e);
        }
    }

    private List<Answer> ask(List<BarrierToken> tokens, boolean glance) throws SQLException {
        return database.connections().call(connection -> ask(connection, tokens, glance));
    }

    private List<Answer> ask(Connection connection, List<BarrierToken> tokens, boolean glance) throws SQLException {
        List<Answer> answers = new ArrayList<>();
        List<TokenContent> right = new ArrayList<>();
        for (BarrierToken token : tokens) {
            TokenContent content = TokenContent.parse(token.value());
            try {
                database.check(token, content, connection);
                right.add(content);
                answers.add(new Answer(Optional.empty(), null));
            } catch (IllegalArgumentException fault) {
                answers.add(new Answer(Optional.empty(), fault));
            }
        }
        Iterator<Optional<TransactionOutcome>> outcomes =
                database.outcomes(connection, right, glance).iterator();
        answers.replaceAll(answer -> answer.fault() == null ? new Answer(outcomes.next(), null) : answer);
        database.cleanUp(connection);
        return answers;
    }

    void close() {
        poller.close();
    }
}
