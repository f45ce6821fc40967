package dev.aftercommit.test.jta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.TestFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("h2")
@DisplayName("R13: with JTA, savepoints are for connections that take them, as those of H2 do")
class JtaSavepointOnH2Test {

    @RegisterExtension
    final TestFactory factory = Jta.factory(Entry.class);

    @RegisterExtension
    final Jta jta = new Jta();

    private final List<String> events = new ArrayList<>();

    @Test
    void keepsAndDiscardsScopes() {
        Jta.begin();
        try (Session session = factory.open()) {
            AfterCommit.of(session).inSavepoint(() -> write(session, 1, "kept"));
            assertThatThrownBy(() -> AfterCommit.of(session).inSavepoint(() -> {
                        write(session, 2, "discarded");
                        throw new IllegalStateException("undone");
                    }))
                    .hasMessage("undone");
            jta.commit();
        }
        assertThat(events).containsExactly("kept");
        assertThat(factory.count(Entry.class)).isEqualTo(1);
    }

    /** A session that is being told of the end of one transaction is told of that of no other. */
    @Test
    void keepsNoConnectionForTheNextTransactionThatACallbackBegins() {
        Jta.begin();
        try (Session session = factory.open()) {
            AfterCommit.of(session).run(() -> {
                Jta.begin();
                AfterCommit.of(session).inSavepoint(() -> {});
                jta.commit();
                Jta.begin();
                session.doWork(JtaSavepointOnH2Test::insert);
                jta.rollback();
            });
            jta.commit();
        }
        assertThat(factory.count(Entry.class)).isZero();
    }

    private static void insert(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into Entry (id, name) values (1, 'a')");
        }
    }

    private void write(Session session, int id, String name) {
        session.persist(new Entry(id, name));
        AfterCommit.of(session).run(() -> events.add(name));
    }
}
