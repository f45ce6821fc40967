package dev.aftercommit.test.leak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.test.support.TestFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R23: factories that are opened and closed 1,000 times keep no class loader alive")
@Tag("h2")
class ClassLoaderTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Parcel.class);

    private final Watch watch = new Watch();

    // Lives longer than all class loaders
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    @BeforeEach
    void createTables() {
        factory.get();
    }

    @AfterEach
    void endThread() {
        thread.shutdown();
    }

    @Test
    void isCollectedWhileTheThreadThatHasUsedItGoesOn() throws Exception {
        int loaders = 5;
        int times = 1_000 / loaders / Deployment.FACTORIES;
        for (int i = 0; i < loaders; i++) {
            String name = "loader " + i;
            thread.submit(() -> deploy(name, times)).get();
        }
        assertThat(watch.reachable()).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private Void deploy(String name, int times) throws Exception {
        try (DeploymentLoader loader = watch.on(name, new DeploymentLoader())) {
            Class<?> type = loader.loadClass(Deployment.class.getName());
            assertThat(type.getClassLoader()).isSameAs(loader);
            for (int i = 0; i < times; i++) {
                var deployment = (ToIntFunction<DataSource>)
                        type.getDeclaredConstructor().newInstance();
                assertThat(deployment.applyAsInt(factory.connections())).isEqualTo(Deployment.CALLBACKS);
            }
        }
        return null;
    }
}
