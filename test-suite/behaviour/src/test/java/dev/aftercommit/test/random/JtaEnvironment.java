package dev.aftercommit.test.random;

import dev.aftercommit.test.jta.Jta;
import dev.aftercommit.test.support.TestFactory;

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
    public ModelConnection connection(ModelSurroundings surroundings) {
        return new JtaConnection(surroundings);
    }

    @Override
    public String toString() {
        return "JTA";
    }
}
