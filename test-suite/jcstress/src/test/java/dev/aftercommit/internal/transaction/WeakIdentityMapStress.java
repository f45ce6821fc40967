package dev.aftercommit.internal.transaction;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/** Two threads put different keys: neither loses the other's, and each finds its own at once. */
@JCStressTest
@Outcome(id = "true, true, true", expect = Expect.ACCEPTABLE, desc = "Both are there.")
@Outcome(expect = Expect.FORBIDDEN, desc = "One was lost.")
@State
public class WeakIdentityMapStress {

    private final WeakIdentityMap<Object, Object> map = new WeakIdentityMap<>();
    private final Object first = new Object();
    private final Object second = new Object();

    @Actor
    public void putFirst(ZZZ_Result result) {
        map.put(first, first);
        result.r1 = map.get(first) == first;
    }

    @Actor
    public void putSecond(ZZZ_Result result) {
        map.put(second, second);
        result.r2 = map.get(second) == second;
    }

    @Arbiter
    public void both(ZZZ_Result result) {
        result.r3 = map.get(first) == first && map.get(second) == second;
    }
}
