package dev.aftercommit.test.benchmarks;

import java.util.Map;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** Has JMH measure one benchmark, with its own arguments, and prints what each iteration has come to. */
public final class Measurement {

    static final String NANOS = "nanoseconds ";
    static final String BYTES = "bytes ";

    private Measurement() {}

    public static void main(String[] arguments) throws Exception {
        new Runner(new CommandLineOptions(arguments))
                .runSingle()
                .getBenchmarkResults()
                .forEach(fork -> fork.getIterationResults().forEach(Measurement::print));
    }

    @SuppressWarnings("rawtypes")
    private static void print(IterationResult iteration) {
        System.out.println(NANOS + iteration.getPrimaryResult().getScore());
        Map<String, Result> others = iteration.getSecondaryResults();
        // It is missing where nothing was allocated
        Result bytes = others.get("gc.alloc.rate.norm");
        System.out.println(BYTES + (bytes == null || Double.isNaN(bytes.getScore()) ? 0 : bytes.getScore()));
    }
}
