package dev.aftercommit.test.leak;

import dev.aftercommit.AfterCommit;
import java.util.Map;
import java.util.function.ToIntBiFunction;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;

/** An application: it opens and closes factories, and commits a transaction with callbacks in the first. */
public final class Deployment implements ToIntBiFunction<Map<String, Object>, Integer> {

    static final int CALLBACKS = 5;

    private int told;

    /** Opens so many factories with the settings, one after the other; returns how many callbacks have run. */
    @Override
    public int applyAsInt(Map<String, Object> settings, Integer factories) {
        StandardServiceRegistry registry = new StandardServiceRegistryBuilder(new BootstrapServiceRegistryBuilder()
                        .applyClassLoader(Deployment.class.getClassLoader())
                        .build())
                .applySettings(settings)
                .disableAutoClose()
                .build();
        try {
            for (int i = 0; i < factories; i++) {
                MetadataSources mapping = new MetadataSources(registry).addAnnotatedClass(Parcel.class);
                try (SessionFactory factory = mapping.buildMetadata().buildSessionFactory()) {
                    if (i == 0) {
                        commit(factory);
                    }
                }
            }
        } finally {
            StandardServiceRegistryBuilder.destroy(registry);
        }
        return told;
    }

    private void commit(SessionFactory factory) {
        Parcel parcel = new Parcel();
        factory.inTransaction(session -> {
            session.persist(parcel);
            AfterCommit afterCommit = AfterCommit.of(session);
            afterCommit.run(() -> told++);
            afterCommit.runInNewTransaction(inner -> told++);
            afterCommit.runAsync(() -> told++, Runnable::run);
            afterCommit.afterCompletion(outcome -> told++);
        });
        told += parcel.told;
    }
}
