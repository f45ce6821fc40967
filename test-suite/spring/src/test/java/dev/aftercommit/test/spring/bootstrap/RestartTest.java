package dev.aftercommit.test.spring.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** In a process of its own, because devtools starts an application again from its main method. */
@DisplayName("R23: devtools restarts an application, with new entity classes")
class RestartTest {

    @Test
    void callbacksAreCalledBeforeAndAfterARestart() throws IOException, InterruptedException {
        assertThat(run(RestartedMain.class))
                .containsExactly("1 [INSERT tea] RestartClassLoader", "2 [INSERT tea] RestartClassLoader");
    }

    private static List<String> run(Class<?> main) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dspring.devtools.restart.enabled=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName())
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).describedAs(output).isZero();
            return output.lines()
                    .filter(line -> line.startsWith(RestartedMain.PREFIX))
                    .map(line -> line.substring(RestartedMain.PREFIX.length()))
                    .toList();
        } finally {
            process.destroyForcibly();
        }
    }
}
