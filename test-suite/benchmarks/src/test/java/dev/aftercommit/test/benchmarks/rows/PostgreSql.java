package dev.aftercommit.test.benchmarks.rows;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;

/** A factory on PostgreSQL, which is reached over TCP. */
public abstract class PostgreSql extends Rows {

    static final int SCOPES = 100;

    long count;

    private EmbeddedPostgres server;

    PostgreSql() {
        super(Plain.class);
    }

    @Override
    public void open() {
        Redirect log = Redirect.appendTo(new File("postgresql.log"));
        try {
            server = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(new File("postgresql"))
                    .setOutputRedirector(log)
                    .setErrorRedirector(log)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        factory = Database.factoryAt(server.getJdbcUrl("postgres", "postgres"), Plain.class);
    }

    @Override
    public void close() {
        super.close();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
