package dev.aftercommit.test.barrier.support;

import java.util.function.Supplier;

/** The servers: each is started by the first who asks for it, and stopped at the end of the process. */
public enum Servers {
    POSTGRESQL_18(() -> PostgreSqlServer.start("postgresql-18")),
    POSTGRESQL_15(PostgreSqlServer::startVersion15),
    MARIADB(MariaDbServer::start),
    H2(H2Server::start);

    private final Supplier<DatabaseServer> starter;
    private DatabaseServer server;

    Servers(Supplier<DatabaseServer> starter) {
        this.starter = starter;
    }

    public synchronized DatabaseServer get() {
        if (server == null) {
            server = starter.get();
        }
        return server;
    }

    public boolean isPostgreSql() {
        return this == POSTGRESQL_18 || this == POSTGRESQL_15;
    }
}
