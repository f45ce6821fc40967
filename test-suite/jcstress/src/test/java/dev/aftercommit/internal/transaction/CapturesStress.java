package dev.aftercommit.internal.transaction;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/** Two threads open captures of one factory and close them: each sees its own alone, and none stays. */
@JCStressTest
@Outcome(id = "true, true, true", expect = Expect.ACCEPTABLE, desc = "Each sees its own.")
@Outcome(expect = Expect.FORBIDDEN, desc = "One saw another's, or one was left.")
@State
public class CapturesStress {

    private final Captures captures = new Captures();

    @Actor
    public void first(ZZZ_Result result) {
        result.r1 = openAndClose();
    }

    @Actor
    public void second(ZZZ_Result result) {
        result.r2 = openAndClose();
    }

    private boolean openAndClose() {
        Capture capture = captures.open(null);
        boolean own = captures.current() == capture;
        captures.closed(capture);
        return own && captures.current() == null;
    }

    @Arbiter
    public void none(ZZZ_Result result) {
        result.r3 = captures.current() == null;
    }
}
