package dev.aftercommit.test.support;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.h2.jdbcx.JdbcDataSource;

/** A database of H2 in memory, which is gone when its last connection is closed. */
final class H2Database extends TestDatabase {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final JdbcDataSource dataSource = new JdbcDataSource();
    private Connection keepAlive;

    H2Database() {
        dataSource.setURL("jdbc:h2:mem:test" + DATABASES.incrementAndGet());
    }

    @Override
    DataSource dataSource() {
        return dataSource;
    }

    @Override
    XADataSource xaDataSource() {
        return dataSource;
    }

    @Override
    Connection open() throws SQLException {
        if (keepAlive == null) {
            keepAlive = dataSource().getConnection();
        }
        return keepAlive;
    }

    @Override
    public void close() throws SQLException {
        if (keepAlive != null) {
            keepAlive.close();
            keepAlive = null;
        }
    }
}
