package dev.aftercommit.test.savepoint;

import static dev.aftercommit.EntityOperation.DELETE;
import static dev.aftercommit.EntityOperation.INSERT;
import static dev.aftercommit.EntityOperation.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.EntityChange;
import dev.aftercommit.PostCommit;
import dev.aftercommit.test.entity.Told;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R15: net changes are those of the transaction and the scopes that were kept")
@ExtendWith(Told.class)
class ChangesInScopeTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Seat.class);

    private final Scopes scopes = new Scopes(factory);

    @BeforeEach
    void persistOne() {
        scopes.commit(() -> persist(1));
        Told.forget();
    }

    @Test
    void forgetWhatWasInsertedInADiscardedScope() {
        scopes.commit(() -> scopes.discard(() -> {
            persist(2);
            scopes.session().flush();
        }));
        assertThat(Told.calls()).isEmpty();
    }

    @Test
    void forgetWhatWasUpdatedInADiscardedScope() {
        scopes.commit(() -> scopes.discard(() -> rename("inside")));
        assertThat(Told.calls()).isEmpty();
    }

    @Test
    void forgetWhatWasDeletedInADiscardedScope() {
        scopes.commit(() -> scopes.discard(() -> remove()));
        assertThat(Told.calls()).isEmpty();
        assertThat(factory.count(Seat.class)).isEqualTo(1);
    }

    @Test
    void keepTheOuterOfTwoUpdates() {
        scopes.commit(() -> {
            rename("outside");
            scopes.discard(() -> {
                rename("inside");
                find().row = 7;
                scopes.session().flush();
            });
        });
        assertThat(Told.change().changedAttributes()).containsExactly("name");
        assertThat(Told.change().oldValue("name")).isEqualTo("free");
        assertThat(Told.change().newValue("name")).isEqualTo("outside");
    }

    @Test
    void keepAnInsertThatWasUpdatedInADiscardedScope() {
        scopes.commit(() -> {
            persist(2);
            scopes.discard(() -> rename(2, "inside"));
        });
        assertThat(Told.operations()).containsExactly(INSERT);
        assertThat(Told.change().newValue("name")).isEqualTo("free");
    }

    @Test
    void keepAnInsertThatWasDeletedInADiscardedScope() {
        scopes.commit(() -> {
            persist(2);
            scopes.discard(() -> remove(2));
        });
        assertThat(Told.operations()).containsExactly(INSERT);
    }

    @Test
    void keepADeletionWhoseRowWasInsertedAgainInADiscardedScope() {
        scopes.commit(() -> {
            remove();
            scopes.discard(() -> {
                persist(1);
                scopes.session().flush();
            });
        });
        assertThat(Told.operations()).containsExactly(DELETE);
        assertThat(factory.count(Seat.class)).isZero();
    }

    @Test
    void tellOfAnUpdateThatFollowsADiscardedOne() {
        scopes.commit(() -> {
            scopes.discard(() -> rename("inside"));
            rename("behind");
        });
        assertThat(Told.operations()).containsExactly(UPDATE);
        assertThat(Told.change().oldValue("name")).isEqualTo("free");
        assertThat(Told.change().newValue("name")).isEqualTo("behind");
    }

    @Test
    void areOneCallWhereOneWasUpdatedInSeveralKeptScopes() {
        scopes.commit(() -> {
            rename("outside");
            scopes.run("between");
            scopes.keep(() -> rename("inside"));
            scopes.keep(() -> scopes.keep(() -> rename("further inside")));
            scopes.afterCommit().run(() -> scopes.events.add("told " + Told.calls()));
        });
        assertThat(scopes.events).containsExactly("between", "told [UPDATE 1]");
        assertThat(Told.change().oldValue("name")).isEqualTo("free");
        assertThat(Told.change().newValue("name")).isEqualTo("further inside");
    }

    @Test
    void haveThePlaceOfTheFirstScopeThatWasKept() {
        scopes.commit(() -> {
            scopes.keep(() -> rename("first"));
            scopes.afterCommit().run(() -> Told.call("between"));
            scopes.keep(() -> rename("second"));
        });
        assertThat(Told.calls()).containsExactly("UPDATE 1", "between");
        assertThat(Told.change().newValue("name")).isEqualTo("second");
    }

    @Test
    void spanTheAttributesOfKeptScopes() {
        scopes.commit(() -> {
            rename("outside");
            scopes.keep(() -> find().row = 7);
        });
        assertThat(Told.change().changedAttributes()).containsExactlyInAnyOrder("name", "row");
    }

    @Test
    void areNoneWhereAKeptScopeTakesThemBack() {
        scopes.commit(() -> {
            rename("outside");
            scopes.keep(() -> rename("free"));
        });
        assertThat(Told.calls()).isEmpty();
    }

    @Test
    void areAnInsertWhereAKeptScopeUpdatesIt() {
        scopes.commit(() -> {
            persist(2);
            scopes.keep(() -> rename(2, "inside"));
        });
        assertThat(Told.operations()).containsExactly(INSERT);
        assertThat(Told.change().newValue("name")).isEqualTo("inside");
    }

    @Test
    void areNoneWhereAKeptScopeDeletesTheInsert() {
        scopes.commit(() -> {
            persist(2);
            scopes.keep(() -> remove(2));
        });
        assertThat(Told.calls()).isEmpty();
    }

    @Test
    void areADeletionWhereAKeptScopeDeletesTheUpdated() {
        scopes.commit(() -> {
            rename("outside");
            scopes.keep(() -> remove());
        });
        assertThat(Told.operations()).containsExactly(DELETE);
        assertThat(Told.change().oldValue("name")).isEqualTo("free");
    }

    @Test
    void areAnUpdateWhereAKeptScopeInsertsTheDeletedAgain() {
        scopes.commit(() -> {
            remove();
            scopes.keep(() -> scopes.session().persist(new Seat(1, "again")));
        });
        assertThat(Told.operations()).containsExactly(UPDATE);
        assertThat(Told.change().oldValue("name")).isEqualTo("free");
        assertThat(Told.change().newValue("name")).isEqualTo("again");
    }

    @Test
    void forgetOnlyTheInnerScopeThatWasDiscarded() {
        scopes.commit(() -> scopes.keep(() -> {
            rename("outer");
            scopes.discard(() -> rename("inner"));
        }));
        assertThat(Told.change().newValue("name")).isEqualTo("outer");
    }

    @Test
    void forgetWhatWasKeptInADiscardedScope() {
        scopes.commit(() -> {
            rename("outside");
            scopes.discard(() -> scopes.keep(() -> rename("inside")));
        });
        assertThat(Told.change().newValue("name")).isEqualTo("outside");
    }

    private void persist(int id) {
        scopes.session().persist(new Seat(id, "free"));
    }

    private Seat find() {
        return scopes.session().find(Seat.class, 1);
    }

    private void rename(String name) {
        rename(1, name);
    }

    private void rename(int id, String name) {
        scopes.session().find(Seat.class, id).name = name;
        scopes.session().flush();
    }

    private void remove() {
        remove(1);
    }

    private void remove(int id) {
        scopes.session().remove(scopes.session().find(Seat.class, id));
        scopes.session().flush();
    }

    @Entity(name = "Seat")
    static class Seat {
        @Id
        int id;

        String name;

        @Column(name = "seat_row")
        int row;

        Seat() {}

        Seat(int id, String name) {
            this.id = id;
            this.name = name;
        }

        @PostCommit
        void committed(EntityChange<Seat> change) {
            Told.change(change);
            Told.call(change.operation() + " " + id);
        }
    }
}
