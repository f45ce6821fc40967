package dev.aftercommit.test.barrier.measure;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.barrier.support.Table;
import dev.aftercommit.test.barrier.support.Task;
import dev.aftercommit.test.barrier.support.TestDatabase;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/** What a token costs the transaction that issues it: one with an insertion, on one connection. */
final class WriterCost {

    private static final int COUNTED = 200;

    private final TestDatabase database;
    private final AtomicLong rows = new AtomicLong(1_000_000_000);

    WriterCost(TestDatabase database) {
        this.database = database;
    }

    /** Measures all variants in turns. */
    Table measure(int transactions, List<Variant> variants) {
        Map<Variant, Double> trips = new EnumMap<>(Variant.class);
        Map<Variant, SessionFactory> factories = new EnumMap<>(Variant.class);
        Map<Variant, Times> times = new EnumMap<>(Variant.class);
        for (Variant variant : variants) {
            trips.put(variant, trips(variant));
            factories.put(variant, database.factory(2, variant.settings()));
            times.put(variant, new Times());
        }
        for (int transaction = 0; transaction < transactions; transaction++) {
            for (Variant variant : variants) {
                long begin = System.nanoTime();
                write(factories.get(variant), variant);
                times.get(variant).add(System.nanoTime() - begin);
            }
        }
        return table(trips, times, variants.get(0));
    }

    private static Table table(Map<Variant, Double> trips, Map<Variant, Times> times, Variant base) {
        Table table = new Table("a transaction", "round trips", "p25 us", "p50 us", "p50, of the first");
        times.forEach((variant, all) -> table.row(
                variant.toString(),
                rounded("%.2f", trips.get(variant)),
                rounded("%.0f", all.micros(25)),
                rounded("%.0f", all.micros(50)),
                rounded("%.2f", all.micros(50) / times.get(base).micros(50))));
        return table;
    }

    private static String rounded(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }

    /** The round trips of a transaction, once all is known that is to be found out once. */
    double trips(Variant variant) {
        try (RoundTrips trips = new RoundTrips(database.url())) {
            SessionFactory factory = database.factory(database.pool(trips.url(), 2), variant.settings());
            for (int transaction = 0; transaction < 20; transaction++) {
                write(factory, variant);
            }
            long before = trips.count();
            for (int transaction = 0; transaction < COUNTED; transaction++) {
                write(factory, variant);
            }
            double counted = trips.count() - before;
            factory.close();
            return counted / COUNTED;
        }
    }

    private void write(SessionFactory factory, Variant variant) {
        try (Session session = factory.openSession()) {
            session.beginTransaction();
            session.persist(new Task(rows.incrementAndGet()));
            session.flush();
            if (variant.hasToken()) {
                AfterCommit.of(session).token();
            }
            session.getTransaction().commit();
        }
    }
}
