package dev.aftercommit.test.savepoint;

import static dev.aftercommit.EntityOperation.INSERT;
import static dev.aftercommit.EntityOperation.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.EntityChange;
import dev.aftercommit.PostCommit;
import dev.aftercommit.test.entity.Told;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R15: removals count in scopes too where no callback method is called for deletions")
@ExtendWith(Told.class)
class RemovalInScopeTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Ticket.class);

    private final Scopes scopes = new Scopes(factory);

    @Test
    void tellsOfAnInsertWhoseRemovalWasDiscarded() {
        scopes.commit(() -> {
            persist();
            scopes.discard(this::remove);
        });
        assertThat(Told.operations()).containsExactly(INSERT);
    }

    @Test
    void tellsOfAnInsertWhoseRemovalWasDiscardedBeforeItWasFlushed() {
        scopes.commit(() -> {
            persist();
            scopes.discard(() -> scopes.session().remove(find()));
        });
        assertThat(Told.operations()).containsExactly(INSERT);
    }

    @Test
    void tellsOfNothingWhereTheRemovalOfAnInsertWasKept() {
        scopes.commit(() -> {
            persist();
            scopes.keep(this::remove);
        });
        assertThat(Told.calls()).isEmpty();
    }

    @Test
    void tellsOfAnUpdateWhereTheRemovedIsInsertedAgainInAKeptScope() {
        scopes.commit(this::persist);
        Told.forget();
        scopes.commit(() -> {
            find().name = "changed";
            remove();
            scopes.keep(() -> scopes.session().persist(new Ticket(1, "again")));
        });
        assertThat(Told.operations()).containsExactly(UPDATE);
        assertThat(Told.change().newValue("name")).isEqualTo("again");
    }

    @Test
    void tellsOfNothingWhereTheRemovedIsInsertedAgainInADiscardedScope() {
        scopes.commit(this::persist);
        Told.forget();
        scopes.commit(() -> {
            remove();
            scopes.discard(() -> scopes.session().persist(new Ticket(1, "again")));
        });
        assertThat(Told.calls()).isEmpty();
        assertThat(factory.count(Ticket.class)).isZero();
    }

    @Test
    void tellsOfTheUpdateAsItWasFlushedWhereTheRemovalIsTakenBackInAKeptScope() {
        scopes.commit(this::persist);
        Told.forget();
        scopes.commit(() -> {
            find().name = "changed";
            scopes.keep(() -> {
                Ticket ticket = find();
                scopes.session().remove(ticket);
                scopes.session().persist(ticket);
            });
        });
        assertThat(Told.operations()).containsExactly(UPDATE);
        assertThat(Told.change().newValue("name")).isEqualTo("changed");
    }

    private void persist() {
        scopes.session().persist(new Ticket(1, "first"));
    }

    private Ticket find() {
        return scopes.session().find(Ticket.class, 1);
    }

    private void remove() {
        scopes.session().remove(find());
        scopes.session().flush();
    }

    @Entity(name = "Ticket")
    static class Ticket {
        @Id
        int id;

        String name;

        Ticket() {}

        Ticket(int id, String name) {
            this.id = id;
            this.name = name;
        }

        @PostCommit(on = {INSERT, UPDATE})
        void committed(EntityChange<Ticket> change) {
            Told.change(change);
            Told.call(change.operation() + " " + id);
        }
    }
}
