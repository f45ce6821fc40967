import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/** Prints how many tests each module ran in this build, from Surefire's reports. Fails on a failed or skipped test, and if there was none. */
final class Report {

    private static final String REPORTS = "surefire-reports";

    private record Row(String module, int tests, int failures, int skipped) {

        Row plus(Row other) {
            return new Row(module, tests + other.tests, failures + other.failures, skipped + other.skipped);
        }

        int passed() {
            return tests - failures - skipped;
        }
    }

    /** Arguments: when this build began (reports of earlier builds do not count), and the folder of the parent project. */
    public static void main(String... args) throws Exception {
        Instant began = Instant.parse(args[0]);
        Path root = Path.of(args[1]).toRealPath();
        List<Row> rows = new ArrayList<>();
        for (Path folder : reportFolders(root)) {
            List<Path> reports = reports(folder, began);
            Row sum = new Row(name(root, folder), 0, 0, 0);
            for (Path report : reports) {
                sum = sum.plus(read(report));
            }
            if (!reports.isEmpty()) {
                rows.add(sum);
            }
        }
        print(rows);
    }

    private static List<Path> reportFolders(Path root) throws IOException {
        List<Path> modules = new ArrayList<>(children(root));
        modules.addAll(children(root.resolve("test-suite")));
        List<Path> folders = new ArrayList<>();
        for (Path module : modules) {
            folders.addAll(children(module.resolve("target")));
        }
        folders.removeIf(folder -> !folder.getFileName().toString().startsWith(REPORTS));
        return folders;
    }

    /** The module; and in brackets what a second run of its tests is called: {@code postgresql} for surefire-reports-postgresql. */
    private static String name(Path root, Path folder) {
        String module = root.relativize(folder).getParent().getParent().toString();
        String run = folder.getFileName().toString().substring(REPORTS.length());
        return run.isEmpty() ? module : "%s (%s)".formatted(module, run.substring(1));
    }

    private static List<Path> reports(Path folder, Instant began) throws IOException {
        List<Path> reports = new ArrayList<>();
        for (Path file : children(folder)) {
            boolean report = file.getFileName().toString().matches("TEST-.*\\.xml");
            if (report && !Files.getLastModifiedTime(file).toInstant().isBefore(began)) {
                reports.add(file);
            }
        }
        return reports;
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().collect(toCollection(ArrayList::new));
        }
    }

    private static Row read(Path report) throws Exception {
        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(report.toFile())
                .getDocumentElement();
        int failures = count(suite, "failures") + count(suite, "errors");
        return new Row("", count(suite, "tests"), failures, count(suite, "skipped"));
    }

    private static int count(Element suite, String attribute) {
        return Integer.parseInt(suite.getAttribute(attribute));
    }

    private static void print(List<Row> rows) {
        String format = "%-38s %7s %7s %8s%n";
        System.out.printf(format, "module", "tests", "failed", "skipped");
        Row sum = new Row("all", 0, 0, 0);
        for (Row row : rows) {
            System.out.printf(format, row.module, row.tests, row.failures, row.skipped);
            sum = sum.plus(row);
        }
        String skipped = sum.skipped == 0 ? "" : ", %d skipped".formatted(sum.skipped);
        System.out.printf("%d passed, %d failed%s%n", sum.passed(), sum.failures, skipped);
        if (sum.tests == 0 || sum.failures > 0 || sum.skipped > 0) {
            System.out.println("Every test must run and pass: none may be skipped, and there must be some.");
            System.exit(1);
        }
    }
}
