package dev.aftercommit.test.entity;

import static dev.aftercommit.EntityOperation.INSERT;
import static dev.aftercommit.EntityOperation.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.EntityChange;
import dev.aftercommit.PostCommit;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R19: which instance is called, and what a flush is needed for. */
@ExtendWith(Told.class)
class FlushedInstanceTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Note.class, Folder.class, Sheet.class);

    @Test
    void isTheOneLastFlushedAfterClearAndReload() {
        Note first = new Note(1);
        List<Note> second = new ArrayList<>();
        factory.inTransaction(session -> {
            session.persist(first);
            session.flush();
            session.clear();
            second.add(session.find(Note.class, 1));
            second.get(0).text = "b";
        });

        assertThat(Told.operations()).containsExactly(INSERT);
        assertThat((Object) Told.change().entity()).isSameAs(second.get(0)).isNotSameAs(first);
        assertThat(Told.calls()).containsExactly("b");
    }

    @Test
    void isTheFirstWhereTheReloadedOneIsNotFlushed() {
        Note first = new Note(1);
        factory.inTransaction(session -> {
            session.persist(first);
            session.flush();
            session.clear();
            session.find(Note.class, 1);
        });

        assertThat((Object) Told.change().entity()).isSameAs(first);
    }

    @Test
    void isTheManagedCopyThatMergeReturns() {
        Note detached = new Note(1);
        List<Note> merged = new ArrayList<>();
        factory.inTransaction(session -> merged.add(session.merge(detached)));

        assertThat((Object) Told.change().entity()).isSameAs(merged.get(0)).isNotSameAs(detached);
    }

    @Test
    void isTheInstanceBehindProxy() {
        factory.inTransaction(session -> session.persist(new Note(1)));
        Told.forget();

        factory.inTransaction(session -> session.getReference(Note.class, 1).setText("b"));

        assertThat(Told.operations()).containsExactly(UPDATE);
        assertThat(Told.change().entity().getClass()).isEqualTo(Note.class);
        assertThat(Told.calls()).containsExactly("b");
    }

    @Test
    void isTheOneOfSharedSessionThatFlushedLast() {
        List<Note> second = new ArrayList<>();
        factory.inTransaction(session -> {
            session.persist(new Note(1));
            session.flush();
            try (Session child = session.sessionWithOptions().connection().openSession()) {
                second.add(child.find(Note.class, 1));
                second.get(0).text = "b";
                child.flush();
            }
        });

        assertThat(Told.operations()).containsExactly(INSERT);
        assertThat((Object) Told.change().entity()).isSameAs(second.get(0));
    }

    @Test
    void isNotCalledWhereManualFlushIsForgotten() {
        factory.inTransaction(session -> {
            session.setHibernateFlushMode(FlushMode.MANUAL);
            session.persist(new Note(1));
        });

        assertThat(Told.changes()).isEmpty();
        assertThat(factory.count(Note.class)).isZero();
    }

    @Test
    void isCalledAfterManualFlush() {
        factory.inTransaction(session -> {
            session.setHibernateFlushMode(FlushMode.MANUAL);
            Note note = new Note(1);
            session.persist(note);
            session.flush();
            note.text = "b";
        });

        assertThat(Told.operations()).containsExactly(INSERT);
        assertThat(Told.change().newValue("text")).isEqualTo("a");
    }

    @Test
    void isNotCalledForChangeThatIsEvicted() {
        factory.inTransaction(session -> session.persist(new Note(1)));
        Told.forget();

        factory.inTransaction(session -> {
            Note note = session.find(Note.class, 1);
            note.text = "b";
            session.evict(note);
        });

        assertThat(Told.changes()).isEmpty();
    }

    @Test
    void isNotCalledForUpdateOfChildThatCascadeDeletes() {
        folder();
        factory.inTransaction(session -> {
            Folder folder = session.find(Folder.class, 1);
            folder.sheets.get(0).text = "b";
            session.flush();
            session.remove(folder);
        });

        assertThat(Told.changes()).isEmpty();
        assertThat(factory.count(Sheet.class)).isZero();
    }

    @Test
    void isNotCalledForUpdateOfOrphanThatIsDeleted() {
        folder();
        factory.inTransaction(session -> {
            Folder folder = session.find(Folder.class, 1);
            folder.sheets.get(0).text = "b";
            session.flush();
            folder.sheets.clear();
        });

        assertThat(Told.changes()).isEmpty();
        assertThat(factory.count(Sheet.class)).isZero();
    }

    private void folder() {
        factory.inTransaction(session -> {
            Folder folder = new Folder();
            folder.sheets.add(new Sheet());
            session.persist(folder);
        });
        Told.forget();
    }

    @Entity(name = "Note")
    static class Note {
        @Id
        int id;

        String text = "a";

        Note() {}

        Note(int id) {
            this.id = id;
        }

        void setText(String text) {
            this.text = text;
        }

        @PostCommit(on = {INSERT, UPDATE})
        void told(EntityChange<Note> change) {
            Told.change(change);
            Told.call(text);
        }
    }

    @Entity(name = "Folder")
    static class Folder {
        @Id
        int id = 1;

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        List<Sheet> sheets = new ArrayList<>();
    }

    @Entity(name = "Sheet")
    static class Sheet {
        @Id
        int id = 1;

        String text = "a";

        @PostCommit(on = {INSERT, UPDATE})
        void told(EntityChange<Sheet> change) {
            Told.change(change);
        }
    }
}
