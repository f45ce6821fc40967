package dev.aftercommit.internal.compat;

import java.util.Arrays;
import org.hibernate.event.spi.AbstractCollectionEvent;

/** Events of collections, which Hibernate 7.0 cannot make for stateless sessions. */
public final class CollectionEvents {

    private CollectionEvents() {}

    /**
     * Whether one may listen to them. On Hibernate 7.0, a stateless session that inserts an entity with a collection fails where
     * there is a listener: it makes events, as 6.6 does not, but has none of the constructors for it that came with 7.1.
     */
    public static boolean areSafe() {
        return !CompletionProcesses.SESSION_REGISTERS_PROCESSES
                || Arrays.stream(AbstractCollectionEvent.class.getConstructors())
                        .anyMatch(constructor ->
                                Arrays.asList(constructor.getParameterTypes()).contains(String.class));
    }
}
