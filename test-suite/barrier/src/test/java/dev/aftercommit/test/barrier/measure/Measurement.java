package dev.aftercommit.test.barrier.measure;

import dev.aftercommit.test.barrier.support.Options;
import dev.aftercommit.test.barrier.support.Program;
import dev.aftercommit.test.barrier.support.Servers;
import dev.aftercommit.test.barrier.support.TestDatabase;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;

/** Measures the barrier beside a poll of the row and a blocked lock, all on the same server and in the same run. */
public final class Measurement {

    private Measurement() {}

    /** Arguments: {@code server} ({@code postgresql-18}), {@code tasks} (300), {@code seed} (1). */
    public static void main(String... arguments) {
        Options options = Options.read(arguments, "server", "tasks", "seed");
        Servers server = options.constant("server", Servers.POSTGRESQL_18);
        int tasks = options.number("tasks", 300);
        int seed = options.number("seed", 1);
        Program.exitAfter(() -> {
            measure(server, tasks, seed);
            return true;
        });
    }

    private static void measure(Servers server, int tasks, int seed) throws Exception {
        try (TestDatabase database = TestDatabase.on(server.get())) {
            System.out.printf("Measured on %s, JDK %s, seed %d%n%n", server, Runtime.version(), seed);
            SessionFactory factory = database.factory(2, Map.of());
            System.out.println(new WriterCost(database).measure(5 * tasks, variants(server)));
            Release release = new Release(database, factory);
            System.out.println("From the return of the commit to the release of the worker:");
            System.out.println(release.measure(tasks, 0, 20, seed));
            System.out.println(release.measure(tasks / 5, 200, 1000, seed));
            System.out.println(new Load(database, factory).measure(1, 100, 1000));
        }
    }

    private static List<Variant> variants(Servers server) {
        return server.isPostgreSql() ? List.of(Variant.values()) : List.of(Variant.NONE, Variant.TOKEN);
    }
}
