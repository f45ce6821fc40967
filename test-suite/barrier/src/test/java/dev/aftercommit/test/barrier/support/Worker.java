package dev.aftercommit.test.barrier.support;

import dev.aftercommit.BarrierToken;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A worker in another process, as seen from here: tasks are sent to it, and it tells what became of them. */
public final class Worker implements AutoCloseable {

    private final ConcurrentMap<Long, CompletableFuture<Result>> pending = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final Process process;
    private final PrintStream tasks;
    private final BufferedReader results;

    private Worker(Process process) throws IOException {
        this.process = process;
        this.tasks = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.results = process.inputReader(StandardCharsets.UTF_8);
        if (!WorkerProcess.READY.equals(results.readLine())) {
            throw new IllegalStateException("The worker has not started; see worker.log");
        }
        Thread reader = new Thread(this::read, "results of worker");
        reader.setDaemon(true);
        reader.start();
    }

    static Worker start(TestDatabase database, int threads, Map<String, String> settings) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerProcess.class.getName(),
                database.url(),
                database.user(),
                Integer.toString(threads)));
        settings.forEach((name, value) -> command.add(name + "=" + value));
        try {
            return new Worker(new ProcessBuilder(command)
                    .redirectError(Redirect.appendTo(new File("worker.log")))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a task; the worker awaits the token, and then looks for the row. */
    public CompletableFuture<Result> send(BarrierToken token, Duration timeout, long row) {
        long number = numbers.incrementAndGet();
        CompletableFuture<Result> result = new CompletableFuture<>();
        pending.put(number, result);
        // Now, or the reader, which ends with the process, will not find it
        if (!process.isAlive()) {
            result.completeExceptionally(new IllegalStateException("The worker has ended; see worker.log"));
        }
        synchronized (tasks) {
            tasks.println(String.join(
                    " ", Long.toString(number), token.value(), Long.toString(timeout.toMillis()), Long.toString(row)));
        }
        return result;
    }

    private void read() {
        try (results) {
            for (String line = results.readLine(); line != null; line = results.readLine()) {
                int space = line.indexOf(' ');
                pending.remove(Long.valueOf(line.substring(0, space)))
                        .complete(Result.parse(line.substring(space + 1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            pending.values()
                    .forEach(result -> result.completeExceptionally(
                            new IllegalStateException("The worker has ended; see worker.log")));
        }
    }

    /** It ends when it is sent nothing more. */
    @Override
    public void close() throws InterruptedException {
        tasks.close();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
