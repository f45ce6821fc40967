package dev.aftercommit.sample;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Many customers who order at the same time, each over a connection of its own; every second order is of more than there is. No
 * two are of the same quantity, so that a mail tells which order it is about.
 */
final class Load {
    static final int CONNECTIONS = 64;
    static final int IN_STOCK = 1_000_000_000;
    private static final int ORDERS = 10;

    private final URI orders;
    private final List<Long> customers;
    private final AtomicInteger quantities = new AtomicInteger();
    private final Set<Integer> committed = ConcurrentHashMap.newKeySet();
    private final Set<Integer> refused = ConcurrentHashMap.newKeySet();

    Load(URI shop, List<Long> customers) {
        this.orders = shop.resolve("/orders");
        this.customers = customers;
    }

    static String product(int connection) {
        return "tea " + connection;
    }

    /** Some orders over every connection, at once. */
    void round() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Callable<Void>> work = IntStream.range(0, CONNECTIONS)
                    .<Callable<Void>>mapToObj(connection -> () -> order(connection))
                    .toList();
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    private Void order(int connection) throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (int i = 0; i < ORDERS; i++) {
            int quantity = quantities.incrementAndGet();
            boolean enough = i % 2 == 0;
            int status = send(client, connection, enough ? quantity : IN_STOCK + quantity);
            if (status != (enough ? 201 : 409)) {
                throw new IllegalStateException("The shop has answered " + status);
            }
            (enough ? committed : refused).add(quantity);
        }
        return null;
    }

    private int send(HttpClient client, int connection, int quantity) throws IOException, InterruptedException {
        String body = "{\"customerId\":%d,\"product\":\"%s\",\"quantity\":%d}"
                .formatted(customers.get(connection), product(connection), quantity);
        HttpRequest request = HttpRequest.newBuilder(orders)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    Set<Integer> committed() {
        return committed;
    }

    void forget() {
        committed.clear();
        refused.clear();
    }

    /** The quantities that were ordered and refused, as they were ordered. */
    Set<Integer> refused() {
        return refused.stream().map(quantity -> IN_STOCK + quantity).collect(toSet());
    }
}
