package dev.aftercommit.test.cache;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.HibernateVersion;
import dev.aftercommit.test.support.TestFactory;
import org.hibernate.Session;

/** Books, and what of them is in the second-level cache. */
final class Library {

    private final TestFactory factory;

    private Library(TestFactory factory) {
        this.factory = factory;
    }

    static TestFactory factory() {
        String mapRegions = "dev.aftercommit.test.cache.MapRegionFactory";
        return TestFactory.of(Book.class)
                .with("hibernate.cache.region.factory_class", HibernateVersion.isAtLeast(8, 0) ? mapRegions : "jcache")
                .with("hibernate.javax.cache.missing_cache_strategy", "create")
                .with("hibernate.cache.use_second_level_cache", "true")
                .with("hibernate.cache.use_query_cache", "true")
                .with("hibernate.generate_statistics", "true");
    }

    static Library of(TestFactory factory) {
        return new Library(factory);
    }

    boolean isCached(long id) {
        return factory.get().getCache().containsEntity(Book.class, id);
    }

    boolean hasCachedChapters(long id) {
        return factory.get().getCache().containsCollection(Book.class.getName() + ".chapters", id);
    }

    long hits() {
        return factory.get().getStatistics().getSecondLevelCacheHitCount();
    }

    /** Commits a book, which is cached then with its chapters. */
    void persist(long id, String title) {
        factory.inTransaction(session -> session.persist(withChapter(id, title)));
        factory.inTransaction(session -> session.find(Book.class, id).chapters.size());
    }

    static Book withChapter(long id, String title) {
        Book book = new Book(id, title);
        book.chapters.add("one");
        return book;
    }

    /** Runs work in a savepoint that is rolled back. */
    static void discard(Session session, Runnable work) {
        assertThatThrownBy(() -> AfterCommit.of(session).inSavepoint(() -> {
                    work.run();
                    session.flush();
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
    }
}
