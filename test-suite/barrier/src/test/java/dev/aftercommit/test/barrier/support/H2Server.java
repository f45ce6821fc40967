package dev.aftercommit.test.barrier.support;

import java.nio.file.Path;
import java.sql.SQLException;
import org.h2.tools.Server;

/** H2 in server mode. It runs in this process; to the workers it is a port. */
final class H2Server implements DatabaseServer {

    private final int port;

    private H2Server(int port) {
        this.port = port;
    }

    static H2Server start() {
        String folder =
                Path.of("h2-" + ProcessHandle.current().pid()).toAbsolutePath().toString();
        try {
            return new H2Server(Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", folder)
                    .start()
                    .getPort());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String createDatabase(String name) {
        return "jdbc:h2:tcp://localhost:" + port + "/./" + name + ";DB_CLOSE_DELAY=-1";
    }

    @Override
    public String user() {
        return "sa";
    }

    @Override
    public String numberOfConnection() {
        return "select session_id()";
    }

    /** The driver closes no transaction in the server where the client aborts its connection: this does. */
    @Override
    public String kill(long connection) {
        return "call abort_session(" + connection + ")";
    }
}
