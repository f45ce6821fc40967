package dev.aftercommit.spring;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitSession;
import dev.aftercommit.internal.log.AfterCommitLog;
import java.io.Serializable;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/** Has native images keep what the library reaches by name. Found through {@code META-INF/spring/aot.factories}. */
final class AfterCommitRuntimeHints implements RuntimeHintsRegistrar {

    AfterCommitRuntimeHints() {}

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader loader) {
        hints.proxies().registerJdkProxy(AfterCommit.class);
        hints.proxies().registerJdkProxy(AfterCommitSession.class);
        // What the bean leads to: a view of a shared entity manager. By name, because this is called in applications
        // without Spring's support for Hibernate as well
        hints.proxies()
                .registerJdkProxy(
                        TypeReference.of(AfterCommitSession.class),
                        TypeReference.of(Session.class),
                        TypeReference.of("org.springframework.orm.jpa.EntityManagerProxy"),
                        // As all proxies
                        TypeReference.of(Serializable.class));
        hints.resources().registerPattern("META-INF/services/dev.aftercommit.AfterCommitProvider");
        hints.resources().registerPattern("META-INF/services/org.hibernate.integrator.spi.Integrator");
        hints.reflection()
                .registerTypeIfPresent(
                        loader,
                        AfterCommitLog.class.getName() + "_$logger",
                        MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
    }
}
