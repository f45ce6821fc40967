package dev.aftercommit.test.benchmarks.rows;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.lang.invoke.MethodHandles;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy.UsingLookup;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The start, and the end, of a factory with many entities. */
public class StartUp extends Turns {

    @Param("500")
    public int size = 500;

    private Class<?>[] entities;

    @Setup
    public void generate() {
        entities = new Class<?>[size];
        for (int i = 0; i < size; i++) {
            entities[i] = entity("Entity" + i);
        }
    }

    @Benchmark
    public int factory() {
        try (var factory = Database.factoryWithoutTables(entities)) {
            return factory.getMetamodel().getEntities().size();
        }
    }

    private static Class<?> entity(String name) {
        return new ByteBuddy()
                .subclass(Object.class)
                .name(StartUp.class.getPackageName() + "." + name)
                .annotateType(AnnotationDescription.Builder.ofType(Entity.class).build())
                .defineField("id", long.class, Visibility.PUBLIC)
                .annotateField(AnnotationDescription.Builder.ofType(Id.class).build())
                .defineField("name", String.class, Visibility.PUBLIC)
                .make()
                .load(StartUp.class.getClassLoader(), UsingLookup.of(MethodHandles.lookup()))
                .getLoaded();
    }
}
