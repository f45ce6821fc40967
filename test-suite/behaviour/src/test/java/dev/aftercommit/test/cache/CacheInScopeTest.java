package dev.aftercommit.test.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.TestFactory;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R13: nothing of a discarded scope stays in the second-level cache")
class CacheInScopeTest {

    @RegisterExtension
    final TestFactory factory = Library.factory();

    private final Library library = Library.of(factory);
    private final List<Object> seen = new ArrayList<>();

    /** What the others are about. */
    @Test
    void withoutTheLibraryAnEntityOfASavepointThatWasRolledBackIsCached() {
        factory.inTransaction(session -> {
            Savepoint savepoint = session.doReturningWork(connection -> connection.setSavepoint());
            session.persist(new Book(2, "phantom"));
            session.flush();
            session.doWork(connection -> connection.rollback(savepoint));
            session.clear();
        });
        assertThat(library.isCached(2)).isTrue();
        assertThat(factory.count(Book.class)).isZero();
    }

    @Test
    void cachesNoEntity() {
        factory.inTransaction(session -> Library.discard(session, () -> session.persist(new Book(2, "phantom"))));
        assertThat(library.isCached(2)).isFalse();
        assertThat(find(2)).isNull();
    }

    @Test
    void cachesNoCollection() {
        factory.inTransaction(session -> Library.discard(session, () -> {
            session.persist(Library.withChapter(2, "phantom"));
            session.flush();
            session.clear();
            assertThat(session.find(Book.class, 2L).chapters).hasSize(1);
        }));
        assertThat(library.hasCachedChapters(2)).isFalse();
    }

    @Test
    void cachesNoChange() {
        library.persist(1, "first");
        factory.inTransaction(session ->
                Library.discard(session, () -> session.find(Book.class, 1L).title = "changed"));
        assertThat(find(1).title).isEqualTo("first");
    }

    @Test
    void keepsWhatWasDeletedReadable() {
        library.persist(1, "first");
        factory.inTransaction(session -> Library.discard(session, () -> session.remove(session.find(Book.class, 1L))));
        assertThat(find(1).title).isEqualTo("first");
    }

    @Test
    void cachesNoNaturalIdentifier() {
        factory.inTransaction(session -> Library.discard(session, () -> session.persist(new Book(2, "one"))));
        factory.inTransaction(session -> session.createNativeMutationQuery(
                        "insert into Book (id, isbn, title) values (3, 'isbn of one', 'one')")
                .executeUpdate());
        Book found = factory.fromTransaction(
                session -> session.bySimpleNaturalId(Book.class).load("isbn of one"));
        assertThat(found.id).isEqualTo(3);
    }

    @Test
    void cachesNoQueryResult() {
        factory.inTransaction(session -> Library.discard(session, () -> {
            session.persist(new Book(2, "phantom"));
            assertThat(titles(session)).containsExactly("phantom");
        }));
        assertThat(factory.fromTransaction(CacheInScopeTest::titles)).isEmpty();
    }

    @Test
    void evictsBeforeTheCallbacksRun() {
        factory.inTransaction(session -> {
            AfterCommit.of(session).run(() -> seen.add(library.isCached(2)));
            Library.discard(session, () -> session.persist(new Book(2, "phantom")));
        });
        assertThat(seen).containsExactly(false);
    }

    @Test
    void evictsWhereTheTransactionRollsBackAsWell() {
        library.persist(1, "first");
        factory.inTransaction(session -> {
            Library.discard(session, () -> session.persist(new Book(2, "phantom")));
            session.getTransaction().setRollbackOnly();
        });
        assertThat(library.isCached(1)).isFalse();
        assertThat(library.isCached(2)).isFalse();
    }

    @Test
    void evictsNothingForAScopeThatIsKept() {
        library.persist(1, "first");
        factory.inTransaction(
                session -> AfterCommit.of(session).inSavepoint(() -> session.persist(new Book(2, "kept"))));
        assertThat(library.isCached(1)).isTrue();
        assertThat(library.isCached(2)).isTrue();
    }

    @Test
    void evictsNothingForARollbackWithoutScopes() {
        library.persist(1, "first");
        factory.inTransaction(session -> {
            AfterCommit.of(session).run(() -> seen.add("run"));
            session.persist(new Book(2, "second"));
            session.getTransaction().setRollbackOnly();
        });
        assertThat(library.isCached(1)).isTrue();
        assertThat(library.isCached(2)).isFalse();
    }

    private Book find(long id) {
        return factory.fromTransaction(session -> session.find(Book.class, id));
    }

    private static List<String> titles(Session session) {
        return session.createQuery("select b.title from Book b", String.class)
                .setCacheable(true)
                .getResultList();
    }
}
