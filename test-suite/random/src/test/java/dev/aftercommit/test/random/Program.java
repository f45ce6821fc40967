package dev.aftercommit.test.random;

import dev.aftercommit.FailurePolicy;
import java.util.List;

/** Steps that are made in a factory of the given settings. */
record Program(FailurePolicy policy, boolean deletionsAreTold, List<Step> steps) {

    Program with(List<Step> others) {
        return new Program(policy, deletionsAreTold, others);
    }

    /** The number of steps, those in blocks too. */
    int size() {
        return size(steps);
    }

    private static int size(List<Step> steps) {
        return steps.stream().mapToInt(step -> 1 + size(step.body())).sum();
    }

    /** The program for people, a step a line. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("policy " + policy + ", deletions told: " + deletionsAreTold);
        append(text, "\n  ", steps);
        return text.toString();
    }

    private static void append(StringBuilder text, String indent, List<Step> steps) {
        for (Step step : steps) {
            text.append(indent).append(step.withBody(List.of()));
            append(text, indent + "    ", step.body());
        }
    }
}
