package dev.aftercommit.test.benchmarks.rows;

import org.hibernate.SessionFactory;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A factory with what each row needs of it. */
@State(Scope.Thread)
public abstract class Rows {

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
