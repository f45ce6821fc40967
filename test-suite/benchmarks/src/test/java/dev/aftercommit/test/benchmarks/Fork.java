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
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A run of JMH, which measures one benchmark in a process of its own. */
final class Fork implements AutoCloseable {

    private static final Pattern NANOS = Pattern.compile("(?m)^Iteration +\\d+: (\\S+) ns/op");
    private static final Pattern BYTES = Pattern.compile("gc\\.alloc\\.rate\\.norm: +(\\S+) B/op");

    private final Process process;
    private final Path output;

    private Fork(Comparison.Side side, String jvmArguments, String... options) throws IOException {
        output = Files.createTempFile("benchmark", ".txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // JMH gives the process that it measures the class path that it has itself
                "-cp",
                classPath(side),
                "-Duser.language=en",
                // Two of them run at once
                "-Djmh.ignoreLock=true",
                "org.openjdk.jmh.Main",
                "\\.rows\\." + side.benchmark().replace(".", "\\.") + "$"));
        command.addAll(List.of("-f", "1", "-bm", "avgt", "-tu", "ns", "-foe", "true"));
        command.addAll(List.of(options));
        if (!side.parameter().isEmpty()) {
            command.addAll(List.of("-p", "size=" + side.parameter()));
        }
        command.addAll(List.of(
                "-jvmArgs",
                "-Xms3g -Xmx3g -XX:+UseParallelGC -Duser.language=en -Dorg.jboss.logging.provider=slf4j "
                        + jvmArguments));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** Measures time, by turns with whoever is given the same file. */
    static Fork nanos(Comparison.Side side, Path turns, int iterations) throws IOException {
        return new Fork(
                side,
                // Else the first use of each page of the heap would be measured
                "-XX:+AlwaysPreTouch -Dturns=" + turns,
                "-wi",
                "1",
                "-w",
                "15",
                "-i",
                Integer.toString(iterations),
                "-r",
                "200ms");
    }

    /**
     * Measures what the code asks for to be allocated. What the compiler saves of it by escape analysis is not the same in any two
     * processes.
     */
    static Fork bytes(Comparison.Side side) throws IOException {
        return new Fork(
                side, "-XX:-DoEscapeAnalysis", "-wi", "2", "-w", "500ms", "-i", "2", "-r", "500ms", "-prof", "gc");
    }

    /** Nanoseconds per operation, of each iteration. */
    double[] nanos() throws IOException, InterruptedException {
        return numbers(NANOS);
    }

    /** Bytes per operation, of each iteration. */
    double[] bytes() throws IOException, InterruptedException {
        return numbers(BYTES);
    }

    private double[] numbers(Pattern pattern) throws IOException, InterruptedException {
        int exit = process.waitFor();
        String text = Files.readString(output);
        double[] numbers = pattern.matcher(text)
                .results()
                .mapToDouble(result -> Double.parseDouble(result.group(1)))
                .toArray();
        if (exit != 0 || numbers.length == 0) {
            throw new IllegalStateException("JMH has ended with " + exit + ": " + text);
        }
        return numbers;
    }

    /** Ends the processes if they are still there. */
    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        Files.delete(output);
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
