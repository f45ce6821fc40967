package dev.aftercommit.test.barrier.support;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts by kind of task, and all together. */
public final class Report {

    private final Map<String, Counts> kinds = new TreeMap<>();
    private final Counts total = new Counts();

    /** Adds what became of a task: see {@link Counts#add}. */
    public void add(String kind, long row, Result result, boolean committed) {
        kinds.computeIfAbsent(kind, absent -> new Counts()).add(row, result, committed);
        total.add(row, result, committed);
    }

    public Counts total() {
        return total;
    }

    @Override
    public String toString() {
        Table table = new Table("task of", "tasks", "ran", "aborted", "unknown", "early", "lost", "wrong");
        kinds.forEach((kind, counts) -> table.row(kind, counts.numbers()));
        table.row("all", total.numbers());
        total.faults().forEach(table::note);
        return table.toString();
    }

    /** The first of those that were told something else than the truth. */
    public List<String> faults() {
        return total.faults();
    }
}
