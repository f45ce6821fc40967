package dev.aftercommit.internal.transaction;

import dev.aftercommit.BarrierToken;
import dev.aftercommit.internal.token.TokenContent;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/** Two threads issue tokens: each knows its own, never the other's, and none stays. */
@JCStressTest
@Outcome(id = "true, true, true", expect = Expect.ACCEPTABLE, desc = "Each knows its own.")
@Outcome(expect = Expect.FORBIDDEN, desc = "One did not know its own, or took the other's for its own.")
@State
public class OpenTokensStress {

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final BarrierToken first = token();
    private final BarrierToken second = token();
    private final TransactionCallbacks ofFirst = new TransactionCallbacks(null, "first");
    private final TransactionCallbacks ofSecond = new TransactionCallbacks(null, "second");

    private static BarrierToken token() {
        byte[] id = ByteBuffer.allocate(Long.BYTES)
                .putLong(NUMBERS.incrementAndGet())
                .array();
        return TokenContent.of(1, 0, Instant.EPOCH, id).token(null);
    }

    @Actor
    public void first(ZZZ_Result result) {
        result.r1 = knowsItsOwnAlone(first, ofFirst, second);
    }

    @Actor
    public void second(ZZZ_Result result) {
        result.r2 = knowsItsOwnAlone(second, ofSecond, first);
    }

    private static boolean knowsItsOwnAlone(BarrierToken own, TransactionCallbacks transaction, BarrierToken others) {
        OpenTokens.add(own, transaction);
        boolean right = OpenTokens.isOfThread(own) && !OpenTokens.isOfThread(others);
        OpenTokens.remove(own);
        return right;
    }

    @Arbiter
    public void none(ZZZ_Result result) {
        result.r3 = !OpenTokens.isOfThread(first) && !OpenTokens.isOfThread(second);
    }
}
