package dev.aftercommit.test.random;

/** Where programs run: how transactions begin and end there, and what of that the model has to know. */
interface Environment {

    /** A factory for programs like the given one. */
    LibraryFactory factory(Program program);

    /** The transactions of one program. */
    LibraryTransactions transactions(LibraryFactory factory, VersionFacts facts);

    /** The sessions of one program. */
    default LibrarySessions sessions(LibraryFactory factory, LibraryTransactions transactions) {
        return new LibrarySessions(factory.get(), transactions);
    }

    /** A session of the model, and its connection. */
    ModelConnection connection(ModelSurroundings surroundings);
}
