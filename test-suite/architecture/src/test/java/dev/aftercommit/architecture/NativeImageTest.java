package dev.aftercommit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LdcInsnNode;

/** What a native image is told of the jar is what the jar reaches by name. No image is built here. */
class NativeImageTest {

    private static final String FOLDER = "/META-INF/native-image/dev.aftercommit/hibernate-aftercommit/";
    private static final Pattern NAME = Pattern.compile("\"name\": \"([\\w.$]+)\", \"|\"name\": \"([\\w.$]+)\"}");
    private static final Pattern CLASS_NAME = Pattern.compile("([a-z]\\w*\\.){2,}[A-Z]\\w*");
    private static final Set<String> BEFORE_THE_APPLICATION_RUNS = Set.of(
            "io.quarkus.narayana.jta.runtime.test.TestTransactionCallback",
            "jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension");

    /** Those who look for classes or members by name, all of which the metadata takes care of. */
    private static final Set<String> REFLECTIVE = Set.of(
            "cdi/ContainerExecutor",
            "internal/barrier/GivenStrategy", // a strategy that the user names
            "internal/settings/ClassByName", // likewise, and what other settings name
            "internal/barrier/ThreadTransaction",
            "internal/callback/AnnotatedMethods", // entities and their listeners, which are the user's
            "internal/callback/CallbackMethodReader",
            "internal/compat/CollectionEvents",
            "internal/compat/CompletionProcesses",
            "internal/compat/EventSessions",
            "internal/compat/ProxiedSessions",
            "internal/jfr/FlightRecording",
            "internal/transaction/AbortedTransactions$1",
            "internal/transaction/AfterCommitSessionView",
            "messaging/TokenProducer",
            "spring/LazyView"); // Spring has hints of its own

    @Test
    void everyServiceIsListedWithItsProviders() throws IOException {
        for (String service : services()) {
            assertThat(read(FOLDER + "resource-config.json")).contains("META-INF/services/" + service + "\\\\E");
            assertThat(reflective())
                    .containsAll(read("/META-INF/services/" + service).lines().toList());
        }
    }

    @Test
    void theImplementationOfTheMessagesIsListed() {
        List<String> implementations = Jar.classFiles().keySet().stream()
                .filter(name -> name.endsWith("_$logger"))
                .map(name -> name.replace('/', '.'))
                .toList();

        assertThat(implementations).isNotEmpty();
        assertThat(reflective()).containsAll(implementations);
    }

    @Test
    void everyClassThatIsLookedUpByNameIsListed() {
        Set<String> names = new TreeSet<>();
        Jar.classFiles().forEach((name, classFile) -> {
            if (callsByName(classFile).contains("forName")) {
                names.addAll(classNames(classFile));
            }
        });

        assertThat(names).isNotEmpty();
        assertThat(reflective()).containsAll(names);
    }

    @Test
    void nobodyElseUsesReflection() {
        Set<String> found = new TreeSet<>();
        Jar.classFiles().forEach((name, classFile) -> {
            if (!callsByName(classFile).isEmpty() && !name.startsWith("dev/aftercommit/testing/")) {
                found.add(name.substring("dev/aftercommit/".length()));
            }
        });

        assertThat(found).containsExactlyInAnyOrderElementsOf(REFLECTIVE);
    }

    @Test
    void whatIsListedOfTheJarIsThere() {
        assertThat(reflective().stream().filter(name -> name.startsWith(AfterCommit.class.getPackageName())))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(Jar.classFiles()).containsKey(name.replace('.', '/')));
    }

    @Test
    void whatIsListedOfHibernateIsThereInSomeVersion() throws IOException {
        List<Path> jars = new ArrayList<>();
        for (Path version : Jar.files(Path.of(System.getProperty("hibernate.folder")))) {
            jars.addAll(Jar.files(version));
        }
        try (ClassPath versions = new ClassPath(Jar.classFiles(), jars)) {
            assertThat(reflective().stream().filter(name -> name.startsWith("org.hibernate.")))
                    .isNotEmpty()
                    .allSatisfy(name ->
                            assertThat(versions.find(name.replace('.', '/'))).isPresent());
        }
    }

    private static List<String> reflective() {
        List<String> names = new ArrayList<>();
        for (Matcher name = NAME.matcher(read(FOLDER + "reflect-config.json")); name.find(); ) {
            if (!"<init>".equals(name.group(1))) {
                names.add(name.group(1) == null ? name.group(2) : name.group(1));
            }
        }
        return names;
    }

    private static List<String> services() throws IOException {
        if (Files.isDirectory(Jar.path())) {
            return services(Jar.path());
        }
        try (FileSystem jar = FileSystems.newFileSystem(Jar.path())) {
            return services(jar.getPath("/"));
        }
    }

    private static List<String> services(Path root) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("META-INF/services"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(service -> !BEFORE_THE_APPLICATION_RUNS.contains(service))
                    .toList();
        }
    }

    private static Set<String> callsByName(byte[] classFile) {
        Set<String> calls = new TreeSet<>();
        for (References.Member called : new References(classFile).members) {
            boolean byName = switch (called.owner()) {
                case "java/lang/Class" -> called.name().matches("forName|get(Declared)?(Method|Constructor|Field)s?");
                case "java/lang/invoke/MethodHandles$Lookup" -> called.name().matches("(find|unreflect).*");
                case "java/lang/reflect/Proxy" -> called.name().equals("newProxyInstance");
                default -> false;
            };
            if (byName) {
                calls.add(called.name());
            }
        }
        return calls;
    }

    private static Set<String> classNames(byte[] classFile) {
        Set<String> names = new TreeSet<>();
        ClassNode node = new ClassNode(Opcodes.ASM9);
        new ClassReader(classFile).accept(node, 0);
        node.methods.forEach(method -> method.instructions.forEach(code -> {
            if (code instanceof LdcInsnNode constant
                    && constant.cst instanceof String text
                    && CLASS_NAME.matcher(text).matches()) {
                names.add(text);
            }
        }));
        return names;
    }

    private static String read(String file) {
        try (InputStream stream = AfterCommit.class.getResourceAsStream(file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
