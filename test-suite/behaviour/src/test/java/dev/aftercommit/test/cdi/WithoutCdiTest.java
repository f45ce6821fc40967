package dev.aftercommit.test.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** R1: the library works where there is no CDI, and loads nothing that needs it. */
class WithoutCdiTest {

    private final ClassLoaderWithoutCdi loader = new ClassLoaderWithoutCdi();

    @Test
    void runsCallbacksAndLoadsNoClassForCdi() throws Exception {
        assertThat(callScenario()).isEqualTo(List.of("run", "entity"));

        assertThat(loader.loaded())
                .contains("dev.aftercommit.AfterCommit", "org.hibernate.Session")
                .noneMatch(name -> name.startsWith("dev.aftercommit.cdi."));
    }

    @Test
    void cdiIsMissingIndeed() {
        assertThatThrownBy(() -> loader.loadClass("jakarta.enterprise.inject.Instance"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    private Object callScenario() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return ((Callable<?>) loader.loadClass(PlainScenario.class.getName())
                            .getConstructor()
                            .newInstance())
                    .call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
