package dev.aftercommit.test.random;

import dev.aftercommit.test.random.Execution.Trace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs programs in both worlds, and compares what happens. */
final class Comparison implements AutoCloseable {

    private final Logger log = Logger.getLogger("dev.aftercommit");
    private final VersionFacts facts = VersionFacts.ofThisVersion();
    private final Environment environment;
    private final ModelTransaction.Creator model;
    private final Map<List<Object>, LibraryFactory> factories = new HashMap<>();
    private int passedOver;

    Comparison(Environment environment) {
        this(environment, ModelTransaction::new);
    }

    /** Variant with another model of the rules. */
    Comparison(Environment environment, ModelTransaction.Creator model) {
        this.environment = environment;
        this.model = model;
        log.setLevel(Level.OFF);
    }

    boolean differs(Program program) {
        Trace expected = eventsOfModel(program);
        if (expected == null) {
            passedOver++;
            return false;
        }
        List<String> actual = eventsOfLibrary(program).ordered(expected.flushes());
        return !expected.ordered(expected.flushes()).equals(actual);
    }

    /** The number of programs that run into what is known to be wrong. */
    int passedOver() {
        return passedOver;
    }

    private Trace eventsOfModel(Program program) {
        return Execution.of(program, execution -> new ModelWorld(program, environment, facts, model, execution));
    }

    private Trace eventsOfLibrary(Program program) {
        LibraryFactory factory = factories.computeIfAbsent(
                List.of(program.policy(), program.deletionsAreTold()), settings -> environment.factory(program));
        LibraryTransactions transactions = environment.transactions(factory, facts);
        LibrarySessions sessions = environment.sessions(factory, transactions);
        return Execution.of(
                program, execution -> new LibraryWorld(factory, transactions, sessions, program, execution));
    }

    String explain(Program program) {
        Trace ofModel = eventsOfModel(program);
        List<String> expected = ofModel.ordered(ofModel.flushes());
        List<String> actual = eventsOfLibrary(program).ordered(ofModel.flushes());
        int same = 0;
        while (same < Math.min(expected.size(), actual.size())
                && expected.get(same).equals(actual.get(same))) {
            same++;
        }
        return program + "\nBoth:\n  " + String.join("\n  ", expected.subList(0, same)) + "\nThe model, then:\n  "
                + String.join("\n  ", expected.subList(same, expected.size())) + "\nThe library, then:\n  "
                + String.join("\n  ", actual.subList(same, actual.size()));
    }

    @Override
    public void close() {
        factories.values().forEach(LibraryFactory::close);
        log.setLevel(null);
    }
}
