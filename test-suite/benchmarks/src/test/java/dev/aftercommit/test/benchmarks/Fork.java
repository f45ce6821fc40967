package dev.aftercommit.test.benchmarks;

import dev.aftercommit.AfterCommit;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** One process that measures one benchmark: nanoseconds and bytes per operation. */
record Fork(double nanos, double bytes) {

    private static final String CLASS_PATH = "java.class.path";

    static Fork measure(Comparison.Side side, int iterations) throws Exception {
        String classPath = System.getProperty(CLASS_PATH);
        // JMH gives a fork the class path that it finds here.
        System.setProperty(CLASS_PATH, side.jar() ? classPath : withoutJar(classPath));
        try {
            return of(run(side, iterations));
        } finally {
            System.setProperty(CLASS_PATH, classPath);
        }
    }

    private static RunResult run(Comparison.Side side, int iterations) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("\\.rows\\." + side.benchmark().replace(".", "\\.") + "$")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .warmupIterations(iterations)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(iterations)
                .measurementTime(TimeValue.milliseconds(500))
                .jvmArgs("-Xms3g", "-Xmx3g", "-XX:+UseParallelGC", "-Dorg.jboss.logging.provider=slf4j")
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        if (!side.parameter().isEmpty()) {
            options.param("size", side.parameter());
        }
        return new Runner(options.build()).runSingle();
    }

    private static Fork of(RunResult result) {
        return new Fork(
                result.getPrimaryResult().getScore(),
                result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
    }

    private static String withoutJar(String classPath) throws Exception {
        Path jar = Path.of(AfterCommit.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        String without = Arrays.stream(classPath.split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).toAbsolutePath().equals(jar))
                .collect(Collectors.joining(File.pathSeparator));
        if (without.equals(classPath)) {
            throw new IllegalStateException("Found no " + jar + " to leave out of " + classPath);
        }
        return without;
    }
}
