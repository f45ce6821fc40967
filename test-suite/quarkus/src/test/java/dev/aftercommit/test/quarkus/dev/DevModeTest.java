package dev.aftercommit.test.quarkus.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** {@code quarkus:dev}, with a Maven that Quarkus takes. One dev mode for all tests, because it takes long to start. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DevModeTest {
    private static final String LISTENER = "shop/WelcomeMail.java";
    private static final String CONTEXT = "dev.aftercommit.internal.transaction.FactoryContext";
    private static DevShop shop;

    @BeforeAll
    static void start() throws IOException {
        shop = new DevShop();
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @Test
    @Order(1)
    void callbacksRun() throws Exception {
        shop.signUp("Ada");

        assertThat(shop.outbox()).contains("Welcome, Ada");
    }

    @Test
    @Order(2)
    void afterALiveReloadCallbacksAreThoseOfTheNewCode() throws Exception {
        shop.reload(LISTENER, "\"Welcome, \"", "\"Hello, \"");

        shop.signUp("Grace");

        assertThat(shop.outbox()).contains("Hello, Grace").doesNotContain("Welcome");
    }

    @Test
    @Order(3)
    void theClassesOfOldReloadsAreFreed() throws Exception {
        for (int reload = 1; reload <= 3; reload++) {
            shop.reload(LISTENER, "\"Hello, ", "\"Hello, hello, ");
            shop.signUp("Mary" + reload);
        }

        assertThat(shop.living("org.hibernate.internal.SessionFactoryImpl")).isOne();
        assertThat(shop.living(CONTEXT)).isOne();
    }
}
