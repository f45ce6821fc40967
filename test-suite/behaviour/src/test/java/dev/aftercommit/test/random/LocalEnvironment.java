package dev.aftercommit.test.random;

import dev.aftercommit.test.support.TestFactory;

/** Sessions with JDBC connections of their own, whose transactions they begin and end. */
final class LocalEnvironment implements Environment {

    @Override
    public LibraryFactory factory(Program program) {
        TestFactory factory = TestFactory.of(LibraryFactory.mapped(program));
        LibraryFactory.settings(program).forEach(factory::with);
        return new LibraryFactory(
                program, factory.get(), factory.database(), factory, new ConnectionFaults(factory.connections()));
    }

    @Override
    public LibraryTransactions transactions(LibraryFactory factory, VersionFacts facts) {
        return new LocalTransactions(facts);
    }

    @Override
    public ModelConnection connection(ModelSurroundings surroundings) {
        return new LocalConnection(surroundings);
    }

    @Override
    public String toString() {
        return "JDBC";
    }
}
