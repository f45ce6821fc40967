package dev.aftercommit.test.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.PostCommit;
import dev.aftercommit.spi.CommitObserver;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.hibernate.HibernateException;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("R18: a factory that is refused leaves no connection open")
@Tag("R18")
@Tag("h2")
class RefusedBootstrapTest {

    private static final String URL = "jdbc:h2:mem:refused";

    @Test
    void forASetting() throws SQLException {
        assertThatNoConnectionIsLeft(
                new Configuration().setProperty(AfterCommitSettings.NO_TRANSACTION, "ignore"), "HAC000032");
    }

    @Test
    void forAClassThatCannotBeInstantiated() throws SQLException {
        assertThatNoConnectionIsLeft(
                new Configuration().setProperty(AfterCommitSettings.OBSERVER, Abstract.class.getName()), "HAC000032");
    }

    @Test
    void forACallbackMethod() throws SQLException {
        assertThatNoConnectionIsLeft(new Configuration().addAnnotatedClass(Faulty.class), "HAC000033");
    }

    @Test
    void unlikeOneThatIsNotRefused() throws SQLException {
        Configuration configuration = new Configuration().setProperty("hibernate.connection.url", URL);
        try (Connection own = DriverManager.getConnection(URL);
                SessionFactory factory = configuration.buildSessionFactory()) {
            assertThat(factory.isOpen()).isTrue();
            assertThat(connections(own)).isGreaterThan(1);
        }
    }

    private static void assertThatNoConnectionIsLeft(Configuration configuration, String message) throws SQLException {
        configuration.setProperty("hibernate.connection.url", URL).setProperty("hibernate.hbm2ddl.auto", "create");
        try (Connection own = DriverManager.getConnection(URL)) {
            assertThatThrownBy(configuration::buildSessionFactory)
                    .isInstanceOf(HibernateException.class)
                    .hasMessageContaining(message);
            assertThat(connections(own)).isOne();
        }
    }

    private static int connections(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select count(*) from information_schema.sessions")) {
            result.next();
            return result.getInt(1);
        }
    }

    abstract static class Abstract implements CommitObserver {}

    @Entity(name = "Faulty")
    static class Faulty {
        @Id
        int id;

        @PostCommit
        static void told() {}
    }
}
