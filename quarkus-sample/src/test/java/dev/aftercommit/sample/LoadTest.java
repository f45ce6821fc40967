package dev.aftercommit.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.sample.mail.Outbox;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A few seconds of load; {@code -Dload.time=PT5M} makes it five minutes. */
@QuarkusTest
class LoadTest {
    private static final Duration TIME = Duration.parse(System.getProperty("load.time"));
    private static final Pattern MAILED = Pattern.compile("mailed .*: Your order of (\\d+) .*");
    private static final long MOST_GROWTH = 32 << 20;

    @Inject
    ShopClient shop;

    @Inject
    EntityManager entityManager;

    @Inject
    AgroalDataSource dataSource;

    @Inject
    Outbox outbox;

    @TestHTTPResource("/")
    URI url;

    private Load load;

    @BeforeEach
    void stock() {
        shop.empty();
        List<Long> customers = IntStream.range(0, Load.CONNECTIONS)
                .mapToObj(connection -> shop.customer(connection + "@example.org"))
                .toList();
        IntStream.range(0, Load.CONNECTIONS).forEach(connection -> shop.stock(Load.product(connection), Load.IN_STOCK));
        load = new Load(url, customers);
    }

    @Test
    void everyCommittedOrderHasOneMailAndNoOtherHasAny() throws Exception {
        load.round();

        requireOneMailEach();
    }

    @Test
    void connectionsAreGivenBackAndMemoryDoesNotGrow() throws Exception {
        roundThatIsForgotten(); // what is made once is made now
        long before = usedMemory();
        for (long end = System.nanoTime() + TIME.toNanos(); System.nanoTime() < end; ) {
            roundThatIsForgotten();
        }

        assertThat(dataSource.getMetrics().awaitingCount()).isZero();
        assertThat(dataSource.getMetrics().activeCount()).isZero();
        assertThat(usedMemory() - before).isLessThan(MOST_GROWTH);
    }

    private void roundThatIsForgotten() throws Exception {
        load.round();
        requireOneMailEach();
        load.forget();
        outbox.clear();
        QuarkusTransaction.requiringNew().run(() -> {
            entityManager.createQuery("delete from AuditEntry").executeUpdate();
            entityManager.createQuery("delete from Order").executeUpdate();
        });
    }

    private void requireOneMailEach() {
        assertThat(mailedQuantities()).containsExactlyInAnyOrderElementsOf(load.committed());
        assertThat(orderedQuantities()).containsExactlyInAnyOrderElementsOf(load.committed());
        assertThat(load.refused()).hasSameSizeAs(load.committed()).doesNotContainAnyElementsOf(mailedQuantities());
    }

    private List<Integer> mailedQuantities() {
        return QuarkusTransaction.requiringNew()
                .call(() -> entityManager
                        .createQuery("select event from AuditEntry", String.class)
                        .getResultStream()
                        .map(MAILED::matcher)
                        .filter(Matcher::matches)
                        .map(mailed -> Integer.valueOf(mailed.group(1)))
                        .toList());
    }

    private List<Integer> orderedQuantities() {
        return QuarkusTransaction.requiringNew()
                .call(() -> entityManager
                        .createQuery("select quantity from Order", Integer.class)
                        .getResultList());
    }

    private static long usedMemory() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
