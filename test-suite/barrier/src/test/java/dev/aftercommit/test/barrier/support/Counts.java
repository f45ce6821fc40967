package dev.aftercommit.test.barrier.support;

import java.util.ArrayList;
import java.util.List;

/** How often those who have waited were told the truth, and how often not. */
public final class Counts {

    private static final int MOST_FAULTS = 20;

    private final List<String> faults = new ArrayList<>();
    private int ran;
    private int aborted;
    private int unknown;
    private int early;
    private int lost;
    private int wrong;

    /**
     * Adds what became of a wait.
     *
     * @param committed whether the row of the task was there in the end
     */
    public void add(long row, Result result, boolean committed) {
        switch (result.ending()) {
            case RAN -> {
                ran++;
                early += fault(row, result, committed, committed && !result.rowSeen());
                wrong += fault(row, result, committed, !committed);
            }
            case ABORTED -> {
                aborted++;
                wrong += fault(row, result, committed, committed);
            }
            case UNKNOWN -> unknown++;
            case TIMED_OUT, FAILED -> lost += fault(row, result, committed, true);
        }
    }

    private int fault(long row, Result result, boolean committed, boolean isOne) {
        if (isOne && faults.size() < MOST_FAULTS) {
            faults.add("task " + row + (committed ? " committed: " : " did not commit: ") + result);
        }
        return isOne ? 1 : 0;
    }

    public int ran() {
        return ran;
    }

    public int aborted() {
        return aborted;
    }

    public int unknown() {
        return unknown;
    }

    /** The first of those that were early, lost or wrong. */
    public List<String> faults() {
        return faults;
    }

    /** All of them: tasks, ran, aborted, unknown, early, lost, wrong. */
    List<Integer> numbers() {
        return List.of(ran + aborted + unknown + lost, ran, aborted, unknown, early, lost, wrong);
    }
}
