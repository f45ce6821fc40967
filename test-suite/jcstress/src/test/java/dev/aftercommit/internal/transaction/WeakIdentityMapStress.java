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

    private final WeakIdentityMap<Object, Self> map = new WeakIdentityMap<>();
    private final Self first = new Self();
    private final Self second = new Self();

    @Actor
    public void putFirst(ZZZ_Result result) {
        map.put(first);
        result.r1 = map.get(first) == first;
    }

    @Actor
    public void putSecond(ZZZ_Result result) {
        map.put(second);
        result.r2 = map.get(second) == second;
    }

    @Arbiter
    public void both(ZZZ_Result result) {
        result.r3 = map.get(first) == first && map.get(second) == second;
    }

    /** A value that is its own key. */
    private static final class Self implements WeakIdentityMap.Value<Object> {

        @Override
        public Object key() {
            return this;
        }
    }
}
