package dev.aftercommit.test.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.spi.AmbientTransaction;
import dev.aftercommit.spi.CallbackScopes;
import dev.aftercommit.test.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R16: the savepoints of a framework drive scopes")
class CallbackScopesTest {

    private final Framework framework = new Framework();
    private final List<String> events = new ArrayList<>();

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Task.class).with(AfterCommitSettings.AMBIENT_TRANSACTION, framework);

    @Test
    void dropsCallbacksOfADiscardedScope() {
        commit((afterCommit, scopes) -> {
            CallbackScopes.Scope scope = scopes.open();
            afterCommit.run(() -> events.add("inside"));
            scope.discard();
            afterCommit.run(() -> events.add("behind"));
        });
        assertThat(events).containsExactly("first", "behind");
    }

    @Test
    void keepsAScopeThatIsLeftOpen() {
        commit((afterCommit, scopes) -> {
            scopes.open();
            afterCommit.run(() -> events.add("inside"));
        });
        assertThat(events).containsExactly("first", "inside");
    }

    @Test
    void discardsWhatIsOpenWithin() {
        commit((afterCommit, scopes) -> {
            CallbackScopes.Scope outer = scopes.open();
            afterCommit.run(() -> events.add("outer"));
            scopes.open();
            afterCommit.run(() -> events.add("inner"));
            outer.discard();
        });
        assertThat(events).containsExactly("first");
    }

    @Test
    void runsRollbackCallbacksOfAllThatIsOpenWithinADiscardedScope() {
        commit((afterCommit, scopes) -> {
            CallbackScopes.Scope outer = scopes.open();
            afterCommit.afterRollback(() -> events.add("outer undone"));
            scopes.open();
            afterCommit.afterRollback(() -> events.add("inner undone"));
            outer.discard();
        });
        assertThat(events).containsExactly("inner undone", "outer undone", "first");
    }

    @Test
    void runsRollbackCallbacksOfAllThatIsOpenWhereAllIsDiscarded() {
        commit((afterCommit, scopes) -> {
            scopes.open();
            afterCommit.afterRollback(() -> events.add("outer undone"));
            scopes.open();
            afterCommit.afterRollback(() -> events.add("inner undone"));
            scopes.discardAll();
        });
        assertThat(events).containsExactly("inner undone", "outer undone");
    }

    @Test
    void keepsWhatIsOpenWithin() {
        commit((afterCommit, scopes) -> {
            CallbackScopes.Scope outer = scopes.open();
            CallbackScopes.Scope inner = scopes.open();
            afterCommit.run(() -> events.add("inner"));
            outer.keep();
            inner.discard();
        });
        assertThat(events).containsExactly("first", "inner");
    }

    @Test
    void discardsAllThatWasRegisteredSoFar() {
        commit((afterCommit, scopes) -> {
            scopes.open();
            afterCommit.run(() -> events.add("inside"));
            scopes.discardAll();
            afterCommit.run(() -> events.add("behind"));
        });
        assertThat(events).containsExactly("behind");
    }

    @Test
    void runsRollbackCallbacksOfAllThatWasDiscarded() {
        commit((afterCommit, scopes) -> {
            afterCommit.afterRollback(() -> events.add("undone"));
            scopes.discardAll();
        });
        assertThat(events).containsExactly("undone");
    }

    @Test
    void aSavepointOfTheLibraryEndsWithWhatAFrameworkLeftOpenInIt() {
        commit((afterCommit, scopes) -> {
            afterCommit.inSavepoint(() -> {
                scopes.open();
                afterCommit.run(() -> events.add("inside"));
            });
            CallbackScopes.Scope scope = scopes.open();
            afterCommit.run(() -> events.add("discarded"));
            scope.discard();
        });
        assertThat(events).containsExactly("first", "inside");
    }

    @Test
    void doesNothingOnceTheTransactionHasEnded() {
        commit((afterCommit, scopes) -> {});
        CallbackScopes ended = framework.scopes;
        commit((afterCommit, scopes) -> {
            ended.open().discard();
            ended.discardAll();
        });
        assertThat(events).containsExactly("first", "first");
    }

    private void commit(BiConsumer<AfterCommit, CallbackScopes> work) {
        factory.inTransaction(session -> {
            AfterCommit afterCommit = AfterCommit.of(session);
            afterCommit.run(() -> events.add("first"));
            work.accept(afterCommit, framework.scopes);
        });
    }

    private static final class Framework implements AmbientTransaction {

        private CallbackScopes scopes;

        @Override
        public Suspension suspend() {
            return Suspension.NONE;
        }

        @Override
        public void begun(SharedSessionContractImplementor session, CallbackScopes scopes) {
            this.scopes = scopes;
        }
    }
}
