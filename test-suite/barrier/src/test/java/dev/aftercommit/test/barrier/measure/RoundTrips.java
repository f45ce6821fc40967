package dev.aftercommit.test.barrier.measure;

import dev.aftercommit.test.barrier.support.TcpProxy;
import dev.aftercommit.test.barrier.support.TcpProxy.Connection;
import dev.aftercommit.test.barrier.support.TcpProxy.Listener;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** Counts how often clients have said something after the server had its turn, which is what the network is paid for. */
final class RoundTrips implements AutoCloseable {

    private final AtomicLong count = new AtomicLong();
    private final TcpProxy proxy;
    private final String url;

    RoundTrips(String url) {
        this.proxy = new TcpProxy(url, Counter::new);
        this.url = proxy.through(url);
    }

    String url() {
        return url;
    }

    long count() {
        return count.get();
    }

    @Override
    public void close() {
        proxy.close();
    }

    private final class Counter implements Listener {

        private final Connection connection;
        private volatile boolean serverHasSaid = true;

        Counter(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void clientSays(byte[] bytes) throws IOException {
            if (serverHasSaid) {
                serverHasSaid = false;
                count.incrementAndGet();
            }
            connection.toServer(bytes);
        }

        @Override
        public void serverSays(byte[] bytes) throws IOException {
            serverHasSaid = true;
            connection.toClient(bytes);
        }
    }
}
