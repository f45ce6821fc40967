package dev.aftercommit.test.torture;

import static java.util.stream.Collectors.toSet;

import com.zaxxer.hikari.HikariDataSource;
import dev.aftercommit.PostCommit;
import dev.aftercommit.PostRollback;
import dev.aftercommit.test.barrier.support.TestDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Transient;
import java.sql.SQLException;
import java.util.Set;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** What a part of a transaction writes. */
@Entity
public class Mark {

    @Id
    private long id;

    @Transient
    private Part part;

    protected Mark() {
        // for Hibernate
    }

    Mark(Part part) {
        this.id = part.row();
        this.part = part;
    }

    static SessionFactory factory(HikariDataSource pool, Resolution resolution) {
        Configuration configuration = new Configuration().addAnnotatedClass(Mark.class);
        configuration.getProperties().put("hibernate.connection.datasource", pool);
        configuration.getProperties().put("hibernate.hbm2ddl.auto", "update");
        configuration.getProperties().putAll(resolution.settings());
        return configuration.buildSessionFactory();
    }

    /** The numbers of the rows that are in the database. */
    static Set<Long> rows(TestDatabase database) throws SQLException {
        return database.texts("select id from Mark").stream().map(Long::valueOf).collect(toSet());
    }

    @PostCommit
    void committed() {
        part.entityCommitted();
    }

    @PostRollback
    void rolledBack() {
        part.entityRolledBack();
    }
}
