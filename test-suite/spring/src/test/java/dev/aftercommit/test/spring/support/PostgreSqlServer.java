package dev.aftercommit.test.spring.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;

/** The PostgreSQL server of this process: started by the first test that asks for it, stopped at the end of the process. */
final class PostgreSqlServer {

    private static final EmbeddedPostgres SERVER = start();

    private PostgreSqlServer() {}

    static int port() {
        return SERVER.getPort();
    }

    private static EmbeddedPostgres start() {
        Redirect log = Redirect.appendTo(new File("postgresql.log"));
        try {
            return EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(new File("postgresql"))
                    .setOutputRedirector(log)
                    .setErrorRedirector(log)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
