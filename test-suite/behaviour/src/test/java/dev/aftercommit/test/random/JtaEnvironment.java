package dev.aftercommit.test.random;

import dev.aftercommit.test.jta.Jta;
import dev.aftercommit.test.random.Row.Key;
import dev.aftercommit.test.support.TestFactory;
import java.util.Map;
import java.util.function.Function;

/** Sessions that take part in transactions of JTA. */
class JtaEnvironment implements Environment {

    @Override
    public LibraryFactory factory(Program program) {
        TestFactory factory = Jta.factory(LibraryFactory.mapped(program));
        return new LibraryFactory(program, factory, new JtaFaults(Jta.makeFaulty(factory)));
    }

    @Override
    public LibraryTransactions transactions(LibraryFactory factory, VersionFacts facts) {
        return new JtaTransactions();
    }

    @Override
    public ModelConnection connection(
            Execution execution,
            VersionFacts facts,
            Function<Map<Key, Row>, ModelTransaction> transactions,
            Map<Key, Row> committed) {
        return new JtaConnection(execution, facts, transactions, committed);
    }

    @Override
    public String toString() {
        return "JTA";
    }
}
