package dev.aftercommit.internal.transaction;

import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** A callback that was handed over runs on one thread while another closes the factory: the closing sees what it wrote. */
@JCStressTest
@Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "The closing has waited for it.")
@Outcome(expect = Expect.FORBIDDEN, desc = "The closing has not waited, or has not seen what was written.")
@State
public class AsyncWorkStress {

    private final AsyncCallbacks callbacks = new AsyncCallbacks(null, () -> null, Duration.ofSeconds(60));
    private boolean ran;
    private Runnable handedOver;
    private final AsyncWork work = new AsyncWork(() -> ran = true, command -> handedOver = command, callbacks);

    public AsyncWorkStress() {
        work.run();
    }

    @Actor
    public void executor() {
        handedOver.run();
    }

    @Actor
    public void closing(ZZ_Result result) {
        callbacks.awaitAll();
        result.r1 = ran;
        result.r2 = work.future().isDone();
    }
}
