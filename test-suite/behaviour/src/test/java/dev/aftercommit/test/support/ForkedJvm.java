package dev.aftercommit.test.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of the JDK that runs the tests, as processes of their own. */
public final class ForkedJvm {

    private ForkedJvm() {}

    /** What a class with a main method prints that is run with options for the JVM and the class path of the tests. */
    public static String run(Class<?> main, String... options) {
        return runOn(System.getProperty("java.class.path"), main, options);
    }

    /** Variant of {@link #run} with another class path than that of the tests. */
    public static String runOn(String classPath, Class<?> main, String... options) {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("-cp", classPath, main.getName()));
        return call("java", arguments.toArray(String[]::new));
    }

    /** What a tool of the JDK prints, which has to succeed. */
    public static String call(String tool, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
        command.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile(tool, ".txt");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                boolean ended = process.waitFor(2, TimeUnit.MINUTES);
                process.destroyForcibly();
                String printed = Files.readString(output);
                assertThat(ended)
                        .as("%s ends, having printed: %s", tool, printed)
                        .isTrue();
                assertThat(process.exitValue())
                        .as("the exit of %s, having printed: %s", tool, printed)
                        .isZero();
                return printed;
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
