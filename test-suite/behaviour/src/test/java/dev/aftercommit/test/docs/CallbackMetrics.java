package dev.aftercommit.test.docs;

import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.spi.CommitObserver;
import dev.aftercommit.spi.ObservedCallback;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayDeque;
import java.util.Deque;

public class CallbackMetrics implements CommitObserver {

    private final MeterRegistry registry;

    // Several, because a callback may commit a transaction that has callbacks of its own
    private final ThreadLocal<Deque<Timer.Sample>> running = ThreadLocal.withInitial(ArrayDeque::new);

    public CallbackMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void started(ObservedCallback callback) {
        running.get().push(Timer.start(registry));
    }

    @Override
    public void succeeded(ObservedCallback callback) {
        stop(callback, "succeeded");
    }

    @Override
    public void failed(ObservedCallback callback, Throwable failure) {
        stop(callback, "failed");
    }

    private void stop(ObservedCallback callback, String outcome) {
        Deque<Timer.Sample> samples = running.get();
        samples.pop().stop(registry.timer("aftercommit.callbacks", "kind", callback.kind(), "outcome", outcome));
        if (samples.isEmpty()) {
            running.remove();
        }
    }

    @Override
    public void discarded(ObservedCallback callback, TransactionOutcome outcome) {
        registry.counter("aftercommit.discarded", "kind", callback.kind(), "outcome", outcome.name())
                .increment();
    }
}
