package dev.aftercommit.test.barrier.support;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands between clients and a server on this machine, and has somebody listen to each connection. */
public final class TcpProxy implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile(":(\\d+)/");

    private final ServerSocket socket;
    private final int port;
    private final Function<Connection, Listener> listeners;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

    /** One before the server of a URL. */
    public TcpProxy(String url, Function<Connection, Listener> listeners) {
        Matcher matcher = PORT.matcher(url);
        if (!matcher.find()) {
            throw new IllegalArgumentException(url);
        }
        this.port = Integer.parseInt(matcher.group(1));
        this.listeners = listeners;
        try {
            this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    /** The URL that leads through the proxy. */
    public String through(String url) {
        return PORT.matcher(url).replaceFirst(":" + socket.getLocalPort() + "/");
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                connect(socket.accept());
            } catch (IOException e) {
                // It is closed
            }
        }
    }

    private void connect(Socket client) {
        try {
            Connection connection = new Connection(client, new Socket(socket.getInetAddress(), port));
            connections.add(connection);
            Listener listener = listeners.apply(connection);
            daemon(() -> pump(connection, connection.client, listener::clientSays));
            daemon(() -> pump(connection, connection.server, listener::serverSays));
        } catch (IOException e) {
            // The server does not listen
            quietly(client);
        }
    }

    private void pump(Connection connection, Socket from, Passing passing) {
        byte[] buffer = new byte[16_384];
        try {
            InputStream input = from.getInputStream();
            for (int length = input.read(buffer); length >= 0; length = input.read(buffer)) {
                passing.pass(Arrays.copyOf(buffer, length));
            }
        } catch (IOException e) {
            // One of the two is gone: so is the other
        }
        connection.ended(from);
        connections.remove(connection);
    }

    @Override
    public void close() {
        quietly(socket);
        connections.forEach(connection -> {
            connection.cutClient();
            connection.cutServer();
        });
    }

    private static void quietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // It is no more, which is what was wanted
        }
    }

    /** Passes on what one side says, or does not. */
    public interface Listener {

        void clientSays(byte[] bytes) throws IOException;

        void serverSays(byte[] bytes) throws IOException;
    }

    private interface Passing {

        void pass(byte[] bytes) throws IOException;
    }

    /** The two halves of a connection. */
    public static final class Connection {

        private final Socket client;
        private final Socket server;
        private volatile boolean cut;

        private Connection(Socket client, Socket server) throws IOException {
            this.client = client;
            this.server = server;
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        }

        public void toServer(byte[] bytes) throws IOException {
            server.getOutputStream().write(bytes);
        }

        public void toClient(byte[] bytes) throws IOException {
            client.getOutputStream().write(bytes);
        }

        /** Resets the half of the client. The other one remains. */
        public void cutClient() {
            cut = true;
            reset(client);
        }

        /** Resets the half of the server. */
        public void cutServer() {
            cut = true;
            reset(server);
        }

        /** Has the client hear the end, while what it says still gets through. */
        public void endToClient() {
            try {
                client.shutdownOutput();
            } catch (IOException e) {
                // It is closed already
            }
        }

        private static void reset(Socket socket) {
            try {
                socket.setSoLinger(true, 0);
            } catch (IOException e) {
                // It is closed already
            }
            quietly(socket);
        }

        /** A side has ended. Whoever has cut the one half decides about the other one. */
        private void ended(Socket side) {
            quietly(side);
            if (!cut) {
                quietly(side == client ? server : client);
            }
        }
    }
}
