package dev.aftercommit.test.random;

import dev.aftercommit.test.random.Row.Key;
import dev.aftercommit.test.support.TestFactory;
import java.util.Map;
import java.util.function.Function;

/** Sessions with JDBC connections of their own, whose transactions they begin and end. */
final class LocalEnvironment implements Environment {

    @Override
    public LibraryFactory factory(Program program) {
        TestFactory factory = TestFactory.of(LibraryFactory.mapped(program));
        return new LibraryFactory(program, factory, new LibraryFaults(factory.connections()));
    }

    @Override
    public LibraryTransactions transactions(LibraryFactory factory, VersionFacts facts) {
        return new LocalTransactions(facts);
    }

    @Override
    public ModelConnection connection(
            Execution execution,
            VersionFacts facts,
            Function<Map<Key, Row>, ModelTransaction> transactions,
            Map<Key, Row> committed) {
        return new LocalConnection(execution, facts, transactions, committed);
    }

    @Override
    public String toString() {
        return "JDBC";
    }
}
