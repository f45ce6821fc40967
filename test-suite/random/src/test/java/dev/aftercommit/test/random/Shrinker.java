package dev.aftercommit.test.random;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a program small that fails: leaves steps out, and takes blocks apart, as long as what is left still fails. */
final class Shrinker {

    private Shrinker() {}

    static Program shrink(Program program, Predicate<Program> fails) {
        Program smallest = program;
        boolean shrunk = true;
        while (shrunk) {
            shrunk = false;
            for (List<Step> candidate : candidates(smallest.steps())) {
                Program smaller = smallest.with(candidate);
                if (fails.test(smaller)) {
                    smallest = smaller;
                    shrunk = true;
                    break;
                }
            }
        }
        return smallest;
    }

    /** The lists with one thing less; those that have lost most come first. */
    private static List<List<Step>> candidates(List<Step> steps) {
        List<List<Step>> candidates = new ArrayList<>();
        for (int half = steps.size() / 2; half > 1; half /= 2) {
            for (int from = 0; from + half <= steps.size(); from += half) {
                candidates.add(replaced(steps, from, half, List.of()));
            }
        }
        for (int i = 0; i < steps.size(); i++) {
            candidates.add(replaced(steps, i, 1, List.of()));
        }
        for (int i = 0; i < steps.size(); i++) {
            Step block = steps.get(i);
            if (!block.body().isEmpty()) {
                candidates.add(replaced(steps, i, 1, block.body()));
            }
            for (List<Step> body : candidates(block.body())) {
                candidates.add(replaced(steps, i, 1, List.of(block.withBody(body))));
            }
        }
        return candidates;
    }

    private static List<Step> replaced(List<Step> steps, int from, int count, List<Step> by) {
        List<Step> result = new ArrayList<>(steps.subList(0, from));
        result.addAll(by);
        result.addAll(steps.subList(from + count, steps.size()));
        return result;
    }
}
