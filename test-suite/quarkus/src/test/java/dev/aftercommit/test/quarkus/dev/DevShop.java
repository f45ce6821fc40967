package dev.aftercommit.test.quarkus.dev;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The shop of quarkus-sample in Quarkus' dev mode: a copy of this project, so that its sources can be changed. */
final class DevShop implements AutoCloseable {
    private static final Set<String> LEFT_OUT = Set.of("target", ".git", "node_modules");
    private static final Duration PATIENCE = Duration.ofMinutes(8); // it may have to fetch extensions of the dev mode
    private static final Path PROJECT = Path.of(System.getProperty("project.folder"));

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Path copy = Path.of("dev-mode").toAbsolutePath();
    private final File log = new File("dev-mode.log").getAbsoluteFile();
    private final int port;
    private final Process maven;

    DevShop() throws IOException {
        copyProject();
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        maven = new ProcessBuilder(command())
                .directory(copy.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        awaitStart();
    }

    private List<String> command() {
        return List.of(
                System.getProperty("maven.folder") + "/bin/mvn",
                "-B",
                "-Dmaven.repo.local=" + System.getProperty("maven.repo.local"),
                "-pl",
                "quarkus-sample",
                "-am",
                "io.quarkus:quarkus-maven-plugin:" + System.getProperty("quarkus.version") + ":dev",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.console.enabled=false",
                "-Dquarkus.analytics.disabled=true",
                "-Ddebug=false");
    }

    private void copyProject() throws IOException {
        Files.walkFileTree(PROJECT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (LEFT_OUT.contains(folder.getFileName().toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(copy.resolve(PROJECT.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path target = copy.resolve(PROJECT.relativize(file));
                Files.deleteIfExists(target);
                Files.copy(file, target);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void awaitStart() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.readString(log.toPath()).contains("Listening on")) {
            if (!maven.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("The dev mode did not start:\n" + Files.readString(log.toPath()));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    /** Changes a source file, and makes requests until Quarkus has seen that, for which it looks every other second. */
    void reload(String source, String from, String to) throws IOException, InterruptedException {
        Path file = copy.resolve("quarkus-sample/src/main/java/dev/aftercommit/sample")
                .resolve(source);
        String text = Files.readString(file);
        if (!text.contains(from)) {
            throw new IllegalArgumentException(file + " has no " + from);
        }
        long before = reloads();
        Files.writeString(file, text.replace(from, to));
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (reloads() == before) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("The dev mode has not reloaded:\n" + Files.readString(log.toPath()));
            }
            outbox();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private long reloads() throws IOException {
        return Files.readString(log.toPath())
                .lines()
                .filter(line -> line.contains("Live reload total time"))
                .count();
    }

    void signUp(String name) throws IOException, InterruptedException {
        String body = "{\"name\":\"%1$s\",\"email\":\"%1$s@example.org\"}".formatted(name);
        HttpRequest request = request("customers")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 201) {
            throw new IllegalStateException("The shop has answered " + response.statusCode() + ": " + response.body());
        }
    }

    String outbox() throws IOException, InterruptedException {
        return client.send(request("outbox").build(), BodyHandlers.ofString()).body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/" + path))
                .timeout(PATIENCE);
    }

    /** How many instances of a class are alive, in all class loaders. */
    long living(String className) throws IOException {
        Process histogram = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/jcmd",
                        Long.toString(application()),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        return new String(histogram.getInputStream().readAllBytes())
                .lines()
                .map(line -> line.trim().split("\\s+"))
                .filter(columns -> columns.length >= 4 && columns[3].equals(className))
                .mapToLong(columns -> Long.parseLong(columns[1]))
                .sum();
    }

    /** The process that Maven has started. */
    private long application() {
        return maven.descendants()
                .filter(process -> process.children().findAny().isEmpty())
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .reduce((first, last) -> last)
                .orElseThrow()
                .pid();
    }

    @Override
    public void close() {
        maven.descendants().forEach(ProcessHandle::destroy);
        maven.destroy();
        maven.onExit().join();
    }
}
