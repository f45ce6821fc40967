package dev.aftercommit.architecture;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documentation shows compiled code, and links to what is there. */
class DocumentationTest {

    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent().getParent();
    private static final List<Path> COMPILED = List.of(
            PROJECT.resolve("test-suite/behaviour/src/test/java/dev/aftercommit/test/docs"),
            PROJECT.resolve("test-suite/messaging/src/test/java/dev/aftercommit/test/messaging"),
            PROJECT.resolve("test-suite/quarkus/src/test/java/dev/aftercommit/test/quarkus/docs"),
            PROJECT.resolve("test-suite/quarkus/src/test/java/dev/aftercommit/test/quarkus/entity"),
            PROJECT.resolve("test-suite/spring/src/test/java/dev/aftercommit/test/spring/docs"));

    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> top = Files.list(PROJECT);
                Stream<Path> docs = Files.walk(PROJECT.resolve("docs"))) {
            return Stream.concat(top, docs).filter(path -> path.toString().endsWith(".md")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void showsCompiledCode(Path page) {
        String compiled = compiledCode();

        assertThat(snippets(page)).allSatisfy(snippet -> assertThat(compiled).contains(withoutSpace(snippet)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksToFilesThatExist(Path page) {
        List<String> links =
                LINK.matcher(read(page)).results().map(link -> link.group(1)).toList();

        assertThat(links)
                .allSatisfy(link -> assertThat(page.resolveSibling(link)).exists());
    }

    @Test
    void findsTheSnippetsOfTheReadme() {
        assertThat(snippets(PROJECT.resolve("README.md"))).isNotEmpty();
    }

    private static List<String> snippets(Path page) {
        return JAVA.matcher(read(page))
                .results()
                .map((MatchResult snippet) -> snippet.group(1))
                .toList();
    }

    // With line breaks and indentation left out, because a snippet stands in a method there
    private static String compiledCode() {
        return COMPILED.stream()
                .flatMap(DocumentationTest::files)
                .map(DocumentationTest::read)
                .map(DocumentationTest::withoutSpace)
                .collect(joining("\n"));
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutSpace(String code) {
        return code.replaceAll("\\s+", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
