package dev.aftercommit.test.benchmarks.rows;

import org.hibernate.SessionFactory;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A factory with what each row needs of it. */
public abstract class Rows extends Turns {

    SessionFactory factory;

    final Class<?>[] entities;

    Rows(Class<?>... entities) {
        this.entities = entities;
    }

    @Setup
    public void open() {
        factory = Database.factory(entities);
    }

    @TearDown
    public void close() {
        factory.close();
    }
}
