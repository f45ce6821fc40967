package dev.aftercommit.test.quarkus;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.Map;

/** The application on a PostgreSQL server that the tests start; its data and log are in the build's target folder. */
public final class PostgreSql implements QuarkusTestProfile {
    // Quarkus loads this class several times
    private static final String URL = "test.postgresql.url";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.datasource.db-kind", "postgresql",
                "quarkus.datasource.jdbc.url", url(),
                "quarkus.datasource.username", "postgres",
                "quarkus.datasource.password", "postgres");
    }

    private static synchronized String url() {
        if (System.getProperty(URL) == null) {
            System.setProperty(URL, start());
        }
        return System.getProperty(URL);
    }

    private static String start() {
        File log = new File("postgresql.log");
        try {
            return EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(new File("postgresql"))
                    .setOutputRedirector(Redirect.appendTo(log))
                    .setErrorRedirector(Redirect.appendTo(log))
                    .start()
                    .getJdbcUrl("postgres", "postgres");
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException("PostgreSQL did not start; its log is " + log.getAbsolutePath(), e);
        }
    }
}
