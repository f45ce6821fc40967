package dev.aftercommit.test.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.EntityChange;
import dev.aftercommit.PostCommit;
import dev.aftercommit.PostRollback;
import dev.aftercommit.test.entity.Told;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R15: @PostRollback methods are called for what a discarded scope has changed")
@ExtendWith(Told.class)
class PostRollbackInScopeTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Offer.class);

    private final Scopes scopes = new Scopes(factory);

    @BeforeEach
    void persistOne() {
        scopes.commit(() -> persist(1));
        Told.forget();
    }

    @Test
    void callsThemWhereTheTransactionCommits() {
        scopes.commit(() -> {
            persist(2);
            scopes.discard(() -> persistAndFlush(3));
        });
        assertThat(Told.calls()).containsExactly("rolled back INSERT 3", "committed INSERT 2");
    }

    @Test
    void callsThemBeforeThoseOfTheTransactionThatRollsBack() {
        scopes.rollBack(() -> {
            persistAndFlush(2);
            scopes.discard(() -> persistAndFlush(3));
        });
        assertThat(Told.calls()).containsExactly("rolled back INSERT 3", "rolled back INSERT 2");
    }

    @Test
    void callsThemOnceForEachScopeThatWasDiscarded() {
        scopes.commit(() -> {
            scopes.discard(() -> reprice(2));
            scopes.discard(() -> reprice(3));
        });
        assertThat(Told.calls()).containsExactly("rolled back UPDATE 1", "rolled back UPDATE 1");
        assertThat(Told.changes())
                .extracting(change -> change.newValue("price"))
                .containsExactly(2, 3);
    }

    @Test
    void callsThemForTheInnerChangeAloneWhereTheOuterOneIsCommitted() {
        scopes.commit(() -> {
            reprice(2);
            scopes.discard(() -> reprice(3));
        });
        assertThat(Told.calls()).containsExactly("rolled back UPDATE 1", "committed UPDATE 1");
        assertThat(Told.changes())
                .extracting(change -> change.oldValue("price"))
                .containsExactly(2, 1);
        assertThat(Told.changes())
                .extracting(change -> change.newValue("price"))
                .containsExactly(3, 2);
    }

    @Test
    void callsThemForTheNetChangeOfTheScope() {
        scopes.commit(() -> scopes.discard(() -> {
            reprice(2);
            scopes.keep(() -> reprice(3));
        }));
        assertThat(Told.calls()).containsExactly("rolled back UPDATE 1");
        assertThat(Told.change().oldValue("price")).isEqualTo(1);
        assertThat(Told.change().newValue("price")).isEqualTo(3);
    }

    @Test
    void callsThemNewestFirstAmongTheOtherCallbacksOfTheScope() {
        scopes.commit(() -> scopes.discard(() -> {
            persistAndFlush(2);
            scopes.afterCommit().afterRollback(() -> Told.call("between"));
            persistAndFlush(3);
        }));
        assertThat(Told.calls()).containsExactly("rolled back INSERT 3", "between", "rolled back INSERT 2");
    }

    @Test
    void callsNoneForWhatTheScopeTookBackItself() {
        scopes.commit(() -> scopes.discard(() -> {
            reprice(2);
            reprice(1);
        }));
        assertThat(Told.calls()).isEmpty();
    }

    @Test
    void callsNoneForWhatTheScopeNeverFlushed() {
        scopes.commit(() -> scopes.discard(() -> persist(2)));
        assertThat(Told.calls()).isEmpty();
    }

    @Test
    void callsNoneForAKeptScope() {
        scopes.commit(() -> scopes.keep(() -> reprice(2)));
        assertThat(Told.calls()).containsExactly("committed UPDATE 1");
    }

    private void persist(int id) {
        scopes.session().persist(new Offer(id));
    }

    private void persistAndFlush(int id) {
        persist(id);
        scopes.session().flush();
    }

    private void reprice(int price) {
        scopes.session().find(Offer.class, 1).price = price;
        scopes.session().flush();
    }

    @Entity(name = "Offer")
    static class Offer {
        @Id
        int id;

        int price = 1;

        Offer() {}

        Offer(int id) {
            this.id = id;
        }

        @PostCommit
        void committed(EntityChange<Offer> change) {
            told("committed ", change);
        }

        @PostRollback
        void rolledBack(EntityChange<Offer> change) {
            told("rolled back ", change);
        }

        private static void told(String what, EntityChange<Offer> change) {
            Told.change(change);
            Told.call(what + change.operation() + " " + change.id());
        }
    }
}
