package dev.aftercommit.internal.callback;

import dev.aftercommit.internal.transaction.FactoryContext;
import java.util.Map;
import org.hibernate.boot.Metadata;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.resource.beans.spi.ManagedBeanRegistry;

/** Has the callback methods of a factory's entities called, if there are any. */
public final class EntityCallbackBootstrap {

    private EntityCallbackBootstrap() {}

    /** Registers the listeners that are needed for the entities of the metadata. A factory without callback methods gets none. */
    public static void register(
            Metadata metadata, ManagedBeanRegistry beans, EventListenerRegistry registry, FactoryContext factory) {
        Map<String, EntityCallbacks> callbacks = new CallbackMethodScanner(new ListenerInstances(beans)).scan(metadata);
        if (!callbacks.isEmpty()) {
            new EntityCallbackListener(factory, callbacks).registerTo(registry);
            new CollectionListener(factory, callbacks).registerTo(registry);
        }
    }
}
