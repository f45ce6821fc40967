package dev.aftercommit.test.random;

import dev.aftercommit.FailurePolicy;
import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.test.random.Row.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("A model that breaks a rule is found out by a random program, of which little is left")
@Tag("h2")
class BrokenModelTest {

    @Test
    void isFoundOutWhereItKeepsWhatASavepointHasDiscarded() {
        assertIsFoundOut(KeepsDiscarded::new);
    }

    @Test
    void isFoundOutWhereItTakesTheUnknownForCommitted() {
        assertIsFoundOut(TakesUnknownForCommitted::new);
    }

    @Test
    void isFoundOutWhereItForgetsEntities() {
        assertIsFoundOut(ForgetsEntities::new);
    }

    @Test
    void isFoundOutWhereItTakesTheTokensOfADiscardedSavepointForCommitted() {
        assertIsFoundOut(KeepsTokens::new);
    }

    @Test
    void isFoundOutWhereItHasASessionJoinEveryJtaTransaction() {
        BrokenModel.assertThatItIsFoundOut(new Comparison(new JoiningEnvironment()), ProgramGenerator::program);
    }

    @Test
    void isFoundOutWhereItHasWhatACommitLeftCapturedRunByItself() {
        BrokenModel.assertThatItIsFoundOut(
                new Comparison(new LocalEnvironment(), RunsCaptured::new), ProgramGenerator::capturing);
    }

    private static void assertIsFoundOut(ModelTransaction.Creator model) {
        BrokenModel.assertThatItIsFoundOut(new Comparison(new LocalEnvironment(), model), ProgramGenerator::program);
    }

    private static final class KeepsDiscarded extends ModelTransaction {

        KeepsDiscarded(FailurePolicy policy, BiConsumer<Entity.Method, Change> called, Map<Key, Row> rows) {
            super(policy, called, rows);
        }

        @Override
        void discard(Mark scope, Map<Key, Row> rows) {
            // as if it were kept
        }
    }

    private static final class KeepsTokens extends ModelTransaction {

        private final List<Token> tokens = new ArrayList<>();

        KeepsTokens(FailurePolicy policy, BiConsumer<Entity.Method, Change> called, Map<Key, Row> rows) {
            super(policy, called, rows);
        }

        @Override
        void register(Object registered, ModelCapture.Place captured) {
            if (registered instanceof Token token) {
                tokens.add(token);
            } else {
                super.register(registered, captured);
            }
        }

        @Override
        void settle(TransactionOutcome outcome) {
            tokens.forEach(token -> super.register(token, null));
            tokens.clear();
            super.settle(outcome);
        }
    }

    private static final class TakesUnknownForCommitted extends ModelTransaction {

        TakesUnknownForCommitted(FailurePolicy policy, BiConsumer<Entity.Method, Change> called, Map<Key, Row> rows) {
            super(policy, called, rows);
        }

        @Override
        Throwable end(TransactionOutcome outcome, Map<Key, Row> rows) {
            return super.end(outcome == TransactionOutcome.UNKNOWN ? TransactionOutcome.COMMITTED : outcome, rows);
        }
    }

    private static final class ForgetsEntities extends ModelTransaction {

        ForgetsEntities(FailurePolicy policy, BiConsumer<Entity.Method, Change> called, Map<Key, Row> rows) {
            super(policy, called, rows);
        }

        @Override
        void register(Object what, ModelCapture.Place captured) {
            if (what instanceof Callback) {
                super.register(what, captured);
            }
        }
    }

    private static final class RunsCaptured extends ModelTransaction {

        RunsCaptured(FailurePolicy policy, BiConsumer<Entity.Method, Change> called, Map<Key, Row> rows) {
            super(policy, called, rows);
        }

        @Override
        void register(Object what, ModelCapture.Place captured) {
            super.register(what, null);
        }
    }

    private static final class JoiningEnvironment extends JtaEnvironment {

        @Override
        public ModelConnection connection(ModelSurroundings surroundings) {
            return new JtaConnection(surroundings) {

                @Override
                boolean hasJoined() {
                    return true;
                }
            };
        }
    }
}
