package dev.aftercommit.test.classpath;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.ForkedJvm;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R1: the library needs nothing but Hibernate, and loads no class that is for anything else")
class HibernateAloneTest {

    /** Hibernate with what it asks for on any version, and a database: everything else is left out. */
    private static final List<String> NEEDED = List.of(
            "hibernate-core-",
            "hibernate-models-",
            "hibernate-commons-annotations-",
            "jakarta.persistence-api-",
            "jakarta.transaction-api-",
            "jakarta.annotation-api-",
            "jakarta.inject-api-",
            "jakarta.xml.bind-api-",
            "jakarta.activation-api-",
            "jboss-logging-",
            "jandex-",
            "classmate-",
            "byte-buddy-",
            "antlr4-runtime-",
            "jaxb-",
            "txw2-",
            "istack-commons-runtime-",
            "angus-activation-",
            "h2-");

    @TempDir
    private Path program;

    @BeforeEach
    void copyTheProgram() throws IOException {
        Path folder = Files.createDirectories(program.resolve("dev/aftercommit/test/classpath"));
        for (Class<?> type : List.of(OneTransaction.class, OneTransaction.Item.class, OneAsyncCallback.class)) {
            String file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
            Files.copy(OneTransaction.class.getResourceAsStream(file), folder.resolve(file));
        }
    }

    @Test
    void runsCallbacksAfterTheCommit() {
        assertThat(run(OneTransaction.class)).contains("Calls: [before the commit, run, entity, found Item 1]");
    }

    @Test
    void runsAsynchronousCallbacksWithoutAContainerThatHasAnExecutor() {
        assertThat(run(OneAsyncCallback.class)).contains("Run on another thread: true");
    }

    @Test
    void loadsNoClassForAnythingElse() {
        assertThat(run(OneTransaction.class, "-Xlog:class+load")
                        .lines()
                        .filter(line -> line.contains(" dev.aftercommit.")))
                .anyMatch(line -> line.contains(" dev.aftercommit.internal.transaction.TransactionCallbacks "))
                .noneMatch(line ->
                        line.matches(".* dev\\.aftercommit\\.(cdi|messaging|spring|testing|internal\\.jta)\\..*"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.springframework.transaction.TransactionManager",
                "jakarta.enterprise.inject.Instance",
                "com.arjuna.ats.jta.TransactionManager",
                "jakarta.jms.MessageListener",
                "io.quarkus.arc.Arc",
                "org.junit.jupiter.api.Test",
                "org.assertj.core.api.Assertions",
                "org.jspecify.annotations.Nullable"
            })
    void hasNothingElseOnTheClassPath(String type) throws IOException {
        URL[] urls = Stream.of(classPath().split(File.pathSeparator))
                .map(HibernateAloneTest::url)
                .toArray(URL[]::new);
        try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            assertThat(loader.getResource("org/hibernate/Session.class")).isNotNull();
            assertThatThrownBy(() -> loader.loadClass(type)).isInstanceOf(ClassNotFoundException.class);
        }
    }

    private String run(Class<?> main, String... options) {
        return ForkedJvm.runOn(classPath(), main, options);
    }

    private String classPath() {
        String library = Path.of(AfterCommit.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
        Stream<String> needed = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry ->
                        NEEDED.stream().anyMatch(Path.of(entry).getFileName().toString()::startsWith));
        return Stream.concat(Stream.of(program.toString(), library), needed).collect(joining(File.pathSeparator));
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(entry, e);
        }
    }
}
