package dev.aftercommit.test.torture;

import dev.aftercommit.test.barrier.support.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What the callbacks were told, beside the rows that are there in the end. */
final class Verdict {

    private static final int MOST_FAULTS = 20;

    private final Map<Fault, int[]> counts = new EnumMap<>(Fault.class);
    private final int[] total = new int[5];
    private final List<String> faults = new ArrayList<>();

    /** The verdict about parts, of which some may have an unknown outcome. */
    Verdict(Collection<Part> parts, Set<Long> rows, Predicate<Part> mayBeUnknown) {
        for (Part part : parts) {
            boolean inDatabase = rows.contains(part.row());
            if (part.isRegistered()) {
                List<String> wrong = part.wrong(inDatabase);
                if (part.isUnknown() && !mayBeUnknown.test(part)) {
                    wrong.add("unknown");
                }
                add(part, inDatabase, wrong);
            } else if (inDatabase) {
                fault("no callback was registered: " + part);
            }
        }
    }

    private void add(Part part, boolean inDatabase, List<String> wrong) {
        int[] ofFault = counts.computeIfAbsent(part.plan().fault(), absent -> new int[total.length]);
        for (int[] count : List.of(ofFault, total)) {
            count[0]++;
            count[1] += inDatabase ? 1 : 0;
            count[2] += part.isUnknown() ? 1 : 0;
            count[3] += part.isUnknown() && part.isCommitSaid() ? 1 : 0;
            count[4] += wrong.isEmpty() ? 0 : 1;
        }
        if (!wrong.isEmpty()) {
            fault((inDatabase ? "committed: " : "did not commit: ") + part + ": " + wrong);
        }
    }

    /** Adds what is wrong elsewhere. */
    void fault(String fault) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(fault);
        }
    }

    List<String> faults() {
        return faults;
    }

    int committed() {
        return total[1];
    }

    int parts() {
        return total[0];
    }

    @Override
    public String toString() {
        Table table = new Table("fault", "parts", "committed", "unknown", "after COMMIT", "wrong");
        counts.forEach((fault, count) -> table.row(fault.toString(), count[0], count[1], count[2], count[3], count[4]));
        table.row("all", total[0], total[1], total[2], total[3], total[4]);
        faults.forEach(table::note);
        return table.toString();
    }
}
