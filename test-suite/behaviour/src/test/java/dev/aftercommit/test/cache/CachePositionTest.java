package dev.aftercommit.test.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R8: a callback runs when Hibernate has put into the second-level cache what the transaction has written")
class CachePositionTest {

    @RegisterExtension
    final TestFactory factory = Library.factory();

    private final Library library = Library.of(factory);
    private final List<Object> seen = new ArrayList<>();

    @Test
    void findsWhatWasInserted() {
        factory.inTransaction(session -> {
            AfterCommit.of(session).run(() -> seen.add(library.isCached(1)));
            session.persist(new Book(1, "first"));
        });
        assertThat(seen).containsExactly(true);
    }

    @Test
    void readsWhatWasInsertedFromTheCache() {
        factory.inTransaction(session -> {
            AfterCommit.of(session).run(() -> seen.add(readTitle(1)));
            session.persist(new Book(1, "first"));
        });
        assertThat(seen).containsExactly("first");
        assertThat(library.hits()).isEqualTo(1);
    }

    @Test
    void readsWhatWasUpdatedFromTheCache() {
        library.persist(1, "first");
        long hits = library.hits();
        factory.inTransaction(session -> {
            AfterCommit.of(session).run(() -> seen.add(readTitle(1)));
            session.find(Book.class, 1L).title = "changed";
        });
        assertThat(seen).containsExactly("changed");
        assertThat(library.hits()).isEqualTo(hits + 2);
    }

    @Test
    void findsNothingOfWhatWasDeleted() {
        library.persist(1, "first");
        factory.inTransaction(session -> {
            AfterCommit.of(session)
                    .run(() -> seen.add(factory.fromTransaction(inner -> inner.find(Book.class, 1L) == null)));
            session.remove(session.find(Book.class, 1L));
        });
        assertThat(seen).containsExactly(true);
    }

    @Test
    void evictsNothing() {
        library.persist(1, "first");
        factory.inTransaction(session -> {
            AfterCommit.of(session).run(() -> seen.add("run"));
            session.persist(new Book(2, "second"));
        });
        assertThat(library.isCached(1)).isTrue();
        assertThat(library.hasCachedChapters(1)).isTrue();
    }

    private String readTitle(long id) {
        return factory.fromTransaction(session -> session.find(Book.class, id).title);
    }
}
