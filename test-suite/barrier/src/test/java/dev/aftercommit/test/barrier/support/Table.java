package dev.aftercommit.test.barrier.support;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns for a reader, in Markdown: the first is text, and the others are numbers. */
public final class Table {

    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    public Table(String... titles) {
        rows.add(List.of(titles));
    }

    public void row(String name, Object... cells) {
        List<String> row = new ArrayList<>(List.of(name));
        Arrays.stream(cells).map(Object::toString).forEach(row::add);
        rows.add(row);
    }

    public void row(String name, List<?> cells) {
        row(name, cells.toArray());
    }

    /** A line below the columns. */
    public void note(String line) {
        notes.add(line);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < rows.size(); index++) {
            line(text, rows.get(index));
            if (index == 0) {
                rule(text);
            }
        }
        notes.forEach(note -> text.append(note).append('\n'));
        return text.toString();
    }

    private void line(StringBuilder text, List<String> row) {
        text.append('|');
        for (int column = 0; column < row.size(); column++) {
            String padding = " ".repeat(width(column) - row.get(column).length());
            text.append(' ').append(column == 0 ? row.get(column) + padding : padding + row.get(column));
            text.append(" |");
        }
        text.append('\n');
    }

    private void rule(StringBuilder text) {
        text.append('|');
        for (int column = 0; column < rows.get(0).size(); column++) {
            text.append("-".repeat(width(column) + 1)).append(column == 0 ? "-|" : ":|");
        }
        text.append('\n');
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
