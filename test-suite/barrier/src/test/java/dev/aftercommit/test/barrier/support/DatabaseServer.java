package dev.aftercommit.test.barrier.support;

import java.sql.SQLException;

/** A server of a database, a process or at least a port of its own. */
public interface DatabaseServer {

    /** The URL of a database that is there, and empty, when this returns. */
    String createDatabase(String name) throws SQLException;

    String user();

    /** The query by which a connection learns its number in the server. */
    String numberOfConnection();

    /** The statement by which another connection ends the one of a number, whose transaction the server then rolls back. */
    String kill(long connection);
}
