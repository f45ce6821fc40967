package dev.aftercommit.test.leak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.test.support.TestFactory;
import jakarta.transaction.TransactionManager;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToIntBiFunction;
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
        for (int i = 0; i < loaders; i++) {
            String name = "loader " + i;
            thread.submit(() -> deploy(name, Map.of(), 1_000 / loaders)).get();
        }
        assertThat(watch.reachable()).isEmpty();
    }

    @Test
    void isCollectedAfterJtaTransactions() throws Exception {
        startNarayana();
        Map<String, Object> jta = Map.of(
                "hibernate.transaction.coordinator_class", "jta",
                "hibernate.transaction.jta.platform", "JBossTS");
        thread.submit(() -> deploy("loader", jta, 1)).get();
        assertThat(watch.reachable()).isEmpty();
    }

    // Its threads remember the classes on the stack that has started them
    private static void startNarayana() throws Exception {
        TransactionManager narayana = com.arjuna.ats.jta.TransactionManager.transactionManager();
        narayana.begin();
        narayana.commit();
    }

    @SuppressWarnings("unchecked")
    private Void deploy(String name, Map<String, Object> others, int factories) throws Exception {
        Map<String, Object> settings = new HashMap<>(others);
        settings.put("hibernate.connection.datasource", factory.connections());
        try (DeploymentLoader loader = watch.on(name, new DeploymentLoader())) {
            Class<?> type = loader.loadClass(Deployment.class.getName());
            assertThat(type.getClassLoader()).isSameAs(loader);
            var deployment = (ToIntBiFunction<Map<String, Object>, Integer>)
                    type.getDeclaredConstructor().newInstance();
            assertThat(deployment.applyAsInt(settings, factories)).isEqualTo(Deployment.CALLBACKS);
        }
        return null;
    }
}
