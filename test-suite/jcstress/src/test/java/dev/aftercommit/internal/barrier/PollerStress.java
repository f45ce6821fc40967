package dev.aftercommit.internal.barrier;

import dev.aftercommit.TransactionOutcome;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** One thread begins to wait while another closes the barrier: whoever was let in is released. */
@JCStressTest
@Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "It was refused, or is released.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Somebody waits for ever.")
@State
public class PollerStress {

    private final Poller<String> poller = new Poller<>(
            (questions, glance) -> Collections.nCopies(questions.size(), new Poller.Answer(Optional.empty(), null)));
    private CompletableFuture<TransactionOutcome> wait;

    @Actor
    public void waiting() {
        try {
            wait = poller.add("question");
        } catch (RuntimeException closed) {
            wait = null;
        }
    }

    @Actor
    public void closing() {
        poller.close();
    }

    @Arbiter
    public void released(Z_Result result) {
        result.r1 = wait == null || wait.isDone();
    }
}
