package dev.aftercommit.cdi;

import dev.aftercommit.PostCommit;
import dev.aftercommit.PostRollback;
import jakarta.enterprise.context.NormalScope;
import jakarta.enterprise.inject.build.compatible.spi.AnnotationBuilder;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.ClassConfig;
import jakarta.enterprise.inject.build.compatible.spi.Enhancement;
import jakarta.enterprise.inject.build.compatible.spi.Types;
import jakarta.enterprise.lang.model.declarations.ClassInfo;
import jakarta.enterprise.lang.model.types.ClassType;
import jakarta.inject.Scope;
import jakarta.inject.Singleton;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import org.jspecify.annotations.Nullable;

/**
 * Makes beans of entity listeners in Quarkus, which does so by itself only for those with callbacks of Jakarta Persistence, and
 * would drop any other as unused. Those whose beans come by a constructor have to be beans already. Found as a service while
 * Quarkus builds the application; elsewhere it does nothing.
 *
 * @since 0.1
 */
public final class EntityListenerBeans implements BuildCompatibleExtension {

    private static final String UNREMOVABLE = "io.quarkus.arc.Unremovable";

    /** For {@link java.util.ServiceLoader}. */
    public EntityListenerBeans() {}

    /** Called for classes with methods that run after a commit. */
    @Enhancement(
            types = Object.class,
            withSubtypes = true,
            withAnnotations = {PostCommit.class, PostRollback.class})
    public void makeBean(ClassConfig type, Types types) {
        ClassInfo unremovable = find(types);
        if (unremovable != null && !isMapped(type.info())) {
            if (!hasScope(type.info())) {
                type.addAnnotation(Singleton.class);
            }
            type.addAnnotation(AnnotationBuilder.of(unremovable).build());
        }
    }

    private static @Nullable ClassInfo find(Types types) {
        ClassType type = types.ofClass(UNREMOVABLE);
        return type == null ? null : type.declaration();
    }

    private static boolean isMapped(ClassInfo type) {
        return type.hasAnnotation(Entity.class)
                || type.hasAnnotation(MappedSuperclass.class)
                || type.hasAnnotation(Embeddable.class);
    }

    private static boolean hasScope(ClassInfo type) {
        return type.hasAnnotation(annotation -> annotation.declaration().hasAnnotation(Scope.class)
                || annotation.declaration().hasAnnotation(NormalScope.class));
    }
}
