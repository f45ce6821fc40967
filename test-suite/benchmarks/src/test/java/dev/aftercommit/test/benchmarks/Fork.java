package dev.aftercommit.test.benchmarks;

import dev.aftercommit.AfterCommit;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A process in which a benchmark is measured. */
final class Fork implements AutoCloseable {

    /** The file in which the turns are counted. */
    static final Path TURNS = Path.of("turns");

    private static final int ITERATIONS_FOR_BYTES = 2;

    private final Process process;
    private final Path output;
    private final int iterations;

    private Fork(Comparison.Side side, String name, int iterations, String jvmArguments, String... options)
            throws IOException {
        this.iterations = iterations;
        output = Path.of(name + ".txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // JMH gives the process that it measures the class path that it has itself
                "-cp",
                classPath(side),
                // Two of them run at once
                "-Djmh.ignoreLock=true",
                Measurement.class.getName(),
                "\\.rows\\." + side.benchmark().replace(".", "\\.") + "$"));
        command.addAll(List.of("-v", "SILENT", "-f", "1", "-bm", "avgt", "-tu", "ns", "-foe", "true"));
        command.addAll(List.of("-i", Integer.toString(iterations)));
        command.addAll(List.of(options));
        if (!side.parameter().isEmpty()) {
            command.addAll(List.of("-p", "size=" + side.parameter()));
        }
        command.addAll(List.of(
                "-jvmArgs", "-Xms3g -Xmx3g -XX:+UseParallelGC -Dorg.jboss.logging.provider=slf4j " + jvmArguments));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /**
     * Measures time, by turns with another.
     *
     * @param number 0 or 1: who takes the first turn, and who the second
     */
    static Fork nanos(Comparison.Side side, int number, int iterations) throws IOException {
        return new Fork(
                side,
                "side" + number,
                iterations,
                // Else the first use of each page of the heap would be measured, and who waits would compile meanwhile
                "-XX:+AlwaysPreTouch -Xbatch -Dturns=" + TURNS + " -Dturn=" + number,
                "-wi",
                "1",
                "-w",
                "15",
                "-r",
                "200ms");
    }

    /**
     * Measures what the code asks for to be allocated. What the compiler saves of it by escape analysis is not the same in any two
     * processes.
     */
    static Fork bytes(Comparison.Side side, int number) throws IOException {
        return new Fork(
                side,
                "side" + number,
                ITERATIONS_FOR_BYTES,
                "-XX:-DoEscapeAnalysis",
                "-wi",
                "2",
                "-w",
                "500ms",
                "-r",
                "500ms",
                "-prof",
                "gc");
    }

    /** Nanoseconds per operation, of each iteration. */
    double[] nanos() throws IOException, InterruptedException {
        return numbers(Measurement.NANOS);
    }

    /** Bytes per operation, of each iteration. */
    double[] bytes() throws IOException, InterruptedException {
        return numbers(Measurement.BYTES);
    }

    private double[] numbers(String prefix) throws IOException, InterruptedException {
        int exit = process.waitFor();
        double[] numbers = Files.readAllLines(output).stream()
                .filter(line -> line.startsWith(prefix))
                .mapToDouble(line -> Double.parseDouble(line.substring(prefix.length())))
                .toArray();
        if (exit != 0 || numbers.length != iterations) {
            throw new IllegalStateException("The process has ended with " + exit + ", and has measured "
                    + numbers.length + " of " + iterations + " iterations: see " + output.toAbsolutePath());
        }
        return numbers;
    }

    /** Ends the process if it is still there, and that which it has started. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    private static String classPath(Comparison.Side side) {
        String classPath = System.getProperty("java.class.path");
        return side.jar() ? classPath : withoutJar(classPath);
    }

    private static String withoutJar(String classPath) {
        Path jar;
        try {
            jar = Path.of(AfterCommit.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        String without = Arrays.stream(classPath.split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).toAbsolutePath().equals(jar))
                .collect(Collectors.joining(File.pathSeparator));
        if (without.equals(classPath)) {
            throw new IllegalStateException("Found no " + jar + " to leave out of " + classPath);
        }
        return without;
    }
}
