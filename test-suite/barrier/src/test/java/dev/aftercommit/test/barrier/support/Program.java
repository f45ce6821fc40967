package dev.aftercommit.test.barrier.support;

import java.util.concurrent.Callable;

/** Ends the process of a program when it is over, whatever threads it has left. */
public final class Program {

    private Program() {}

    /** Exits with 0 where all is well. */
    public static void exitAfter(Callable<Boolean> program) {
        boolean well = false;
        try {
            well = program.call();
        } catch (Exception e) {
            e.printStackTrace();
        }
        System.exit(well ? 0 : 1);
    }
}
