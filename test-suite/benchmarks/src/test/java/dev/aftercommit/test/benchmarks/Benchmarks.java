package dev.aftercommit.test.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures the rows of the table, each by turns with what it is compared with: see README.md. */
public final class Benchmarks {

    private static final String HEAD = """
            | what / against | what | against | ratio (95%) | more bytes (95%) | target | |
            |---|---|---|---|---|---|---|
            """;

    private static final int PAIRS_FOR_BYTES = 3;

    private int pairs = 8;
    private int iterations = 15;
    private String filter = "";

    private Benchmarks() {}

    public static void main(String[] arguments) throws Exception {
        Benchmarks benchmarks = new Benchmarks();
        for (String argument : arguments) {
            benchmarks.set(argument);
        }
        benchmarks.run();
    }

    private void set(String argument) {
        String value = argument.substring(argument.indexOf('=') + 1);
        switch (argument.substring(0, Math.max(0, argument.indexOf('=')))) {
            case "pairs" -> pairs = atLeast(2, value);
            case "iterations" -> iterations = atLeast(1, value);
            case "row" -> filter = value;
            default -> throw new IllegalArgumentException("Found " + argument + ", expected pairs, iterations or row");
        }
    }

    private static int atLeast(int least, String value) {
        int number = Integer.parseInt(value);
        if (number < least) {
            throw new IllegalArgumentException("Found " + number + ", expected at least " + least);
        }
        return number;
    }

    private void run() throws Exception {
        List<Measured> rows = new ArrayList<>();
        System.out.print(HEAD);
        for (Comparison comparison : Table.ROWS) {
            if (comparison.row().contains(filter)) {
                Measured measured = measure(comparison);
                System.out.println(measured.line());
                rows.add(measured);
                write(rows);
            }
        }
    }

    private Measured measure(Comparison comparison) throws Exception {
        List<Pair> nanos = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            Files.write(Fork.TURNS, new byte[0]);
            try (Fork side = Fork.nanos(comparison.side(), i % 2, iterations);
                    Fork other = Fork.nanos(comparison.other(), 1 - i % 2, iterations)) {
                nanos.add(Pair.of(side.nanos(), other.nanos()));
            }
        }
        List<Pair> bytes = new ArrayList<>();
        for (int i = 0; i < PAIRS_FOR_BYTES; i++) {
            try (Fork side = Fork.bytes(comparison.side(), 0);
                    Fork other = Fork.bytes(comparison.other(), 1)) {
                bytes.add(Pair.of(side.bytes(), other.bytes()));
            }
        }
        return new Measured(comparison, nanos, bytes);
    }

    private static void write(List<Measured> rows) throws Exception {
        StringBuilder table = new StringBuilder(HEAD);
        rows.forEach(row -> table.append(row.line()).append('\n'));
        Files.writeString(Path.of("benchmarks.md"), table);
        Files.writeString(Path.of("benchmarks.svg"), Plot.of(rows));
    }
}
