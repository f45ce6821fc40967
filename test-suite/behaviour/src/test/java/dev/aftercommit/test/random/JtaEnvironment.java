package dev.aftercommit.test.random;

import dev.aftercommit.test.jta.Jta;
import dev.aftercommit.test.support.TestFactory;

/** Sessions that take part in transactions of JTA. */
class JtaEnvironment implements Environment {

    @Override
    public LibraryFactory factory(Program program) {
        TestFactory factory = Jta.factory(LibraryFactory.mapped(program));
        LibraryFaults faults = new JtaFaults(Jta.makeFaulty(factory));
        LibraryFactory.settings(program).forEach(factory::with);
        return new LibraryFactory(program, factory.get(), factory.database(), factory, faults);
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
