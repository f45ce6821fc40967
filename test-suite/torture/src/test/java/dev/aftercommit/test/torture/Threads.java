package dev.aftercommit.test.torture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Threads that share numbered work, watched for one that is stuck. */
final class Threads {

    private static final Duration STUCK = Duration.ofSeconds(90);

    private final int works;
    private final IntConsumer work;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();

    Threads(int works, IntConsumer work) {
        this.works = works;
        this.work = work;
    }

    /** Does all of the work; what is wrong is that a thread was stuck, or that something was thrown. */
    List<String> run(int count) throws InterruptedException {
        List<Thread> threads = IntStream.range(0, count)
                .mapToObj(index -> new Thread(this::work, "writer-" + index))
                .toList();
        threads.forEach(thread -> {
            thread.setDaemon(true);
            thread.start();
        });
        for (Thread thread : threads) {
            join(thread);
        }
        return new ArrayList<>(faults);
    }

    private void work() {
        for (int number = next.incrementAndGet(); number <= works; number = next.incrementAndGet()) {
            try {
                work.accept(number);
            } catch (Throwable e) {
                faults.add("transaction " + number + " threw " + e + " at " + Arrays.toString(e.getStackTrace()));
            }
            done.incrementAndGet();
        }
    }

    /** It is stuck if it does not end, though for long nothing at all was done. */
    private void join(Thread thread) throws InterruptedException {
        while (thread.isAlive()) {
            int before = done.get();
            thread.join(STUCK.toMillis());
            if (thread.isAlive() && done.get() == before) {
                faults.add("stuck: " + thread.getName() + " at " + Arrays.toString(thread.getStackTrace()));
                return;
            }
        }
    }
}
