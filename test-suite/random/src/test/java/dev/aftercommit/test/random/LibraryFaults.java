package dev.aftercommit.test.random;

import dev.aftercommit.test.random.Step.CommitFault;
import dev.aftercommit.test.random.Step.SavepointFault;

/** What is made to fail next. By default, nothing can. */
interface LibraryFaults {

    LibraryFaults NONE = new LibraryFaults() {};

    default void arm(CommitFault fault) {}

    default void failRollback() {}

    default void arm(SavepointFault fault) {}

    /** Has nothing fail that was to and has not. */
    default void forget() {}
}
