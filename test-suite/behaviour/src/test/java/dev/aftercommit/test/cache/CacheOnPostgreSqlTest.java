package dev.aftercommit.test.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.TestFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("postgresql")
@DisplayName("R11: nothing stays cached of a transaction whose COMMIT the server has turned into a rollback")
class CacheOnPostgreSqlTest {

    @RegisterExtension
    final TestFactory factory = Library.factory();

    private final Library library = Library.of(factory);
    private final List<String> events = new ArrayList<>();

    @Test
    void cachesNoEntity() {
        factory.inTransaction(session -> {
            AfterCommit.of(session).afterRollback(() -> events.add("rolled back, cached: " + library.isCached(2)));
            session.persist(new Book(2, "phantom"));
            session.flush();
            session.doWork(CacheOnPostgreSqlTest::failAndSwallow);
        });
        assertThat(events).containsExactly("rolled back, cached: false");
        assertThat(factory.count(Book.class)).isZero();
    }

    private static void failAndSwallow(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("select 1 / 0")).isInstanceOf(SQLException.class);
        }
    }
}
