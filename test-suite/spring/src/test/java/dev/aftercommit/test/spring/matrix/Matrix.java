package dev.aftercommit.test.spring.matrix;

import dev.aftercommit.test.spring.support.RunningApplication;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What became of every case, in either way, with one application for each kind of pool. */
final class Matrix {

    private final Map<Cell, Result> listener = new LinkedHashMap<>();
    private final Map<Cell, Result> callback = new LinkedHashMap<>();
    private final Map<Pooling, Integer> connectionsInUse = new LinkedHashMap<>();

    static Matrix run(UnaryOperator<RunningApplication> database, List<Pooling> poolings) throws SQLException {
        Matrix matrix = new Matrix();
        for (Pooling pooling : poolings) {
            matrix.run(pooling, database.apply(pooling.application()));
        }
        return matrix;
    }

    private void run(Pooling pooling, RunningApplication application) throws SQLException {
        try (application) {
            for (Cell cell : (Iterable<Cell>) cells(pooling)::iterator) {
                listener.put(cell, cell.it().run(application, Way.LISTENER));
                callback.put(cell, cell.it().run(application, Way.CALLBACK));
            }
            connectionsInUse.put(pooling, application.connectionsInUse());
        }
    }

    private static Stream<Case> cases() {
        return Stream.of(Situation.values())
                .flatMap(situation -> Stream.of(Work.values()).map(work -> new Case(situation, work)));
    }

    static Stream<Cell> cells(Pooling pooling) {
        return cases().filter(it -> it.work().appliesTo(pooling)).map(it -> new Cell(pooling, it));
    }

    Result ofListener(Cell cell) {
        return listener.getOrDefault(cell, Result.NONE);
    }

    Result ofCallback(Cell cell) {
        return callback.getOrDefault(cell, Result.NONE);
    }

    int connectionsInUse(Pooling pooling) {
        return connectionsInUse.get(pooling);
    }

    /** As it stands in the guide. */
    String table() {
        String head = "| Transaction | then | "
                + Stream.of(Pooling.values()).map(pooling -> pooling.words).collect(Collectors.joining(" | "))
                + " | `AfterCommit` |\n|---|---|" + "---|".repeat(Pooling.values().length) + "---|\n";
        return cases().map(this::line).collect(Collectors.joining("", head, ""));
    }

    private String line(Case it) {
        String results = Stream.of(Pooling.values())
                .map(pooling -> ofListener(new Cell(pooling, it)).words)
                .collect(Collectors.joining(" | "));
        String ours = Stream.of(Pooling.values())
                .map(pooling -> ofCallback(new Cell(pooling, it)).words)
                .filter(words -> !words.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
        return "| " + it.situation().words + " | " + it.work().words + " | " + results + " | " + ours + " |\n";
    }
}
