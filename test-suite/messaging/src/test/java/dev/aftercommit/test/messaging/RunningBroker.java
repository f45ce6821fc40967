package dev.aftercommit.test.messaging;

import java.util.Map;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** An Artemis behind a free port of this machine, which keeps its messages in memory. */
final class RunningBroker implements AutoCloseable {

    private static final int ATTEMPTS = 3;

    private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();

    RunningBroker() {
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setPersistenceEnabled(false);
        configuration.setSecurityEnabled(false);
        configuration.addAcceptorConfiguration(new TransportConfiguration(
                NettyAcceptorFactory.class.getName(), Map.of("host", "127.0.0.1", "port", "0"), "tcp"));
        server.setConfiguration(configuration);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    String url() {
        NettyAcceptor acceptor =
                (NettyAcceptor) server.getActiveMQServer().getRemotingService().getAcceptor("tcp");
        return "tcp://127.0.0.1:" + acceptor.getActualPort();
    }

    /** A queue whose messages go to another one after three attempts. */
    void create(String queue, String dead) {
        server.getActiveMQServer()
                .getAddressSettingsRepository()
                .addMatch(
                        queue,
                        new AddressSettings()
                                .setMaxDeliveryAttempts(ATTEMPTS)
                                .setDeadLetterAddress(SimpleString.of(dead)));
        create(queue);
        create(dead);
    }

    private void create(String queue) {
        try {
            server.getActiveMQServer().createQueue(QueueConfiguration.of(queue).setRoutingType(RoutingType.ANYCAST));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    Queue queue(String name) {
        return server.getActiveMQServer().locateQueue(name);
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
