package dev.aftercommit.test.benchmarks;

import java.util.List;
import java.util.Locale;

/** The ratios with their intervals, on a logarithmic axis, as SVG. */
final class Plot {

    private Plot() {}

    static String of(List<Measured> rows) {
        StringBuilder svg = new StringBuilder();
        svg.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"960\" height=\"%s\" font-family=\"sans-serif\" font-size=\"13\">%n"
                        .formatted(Integer.toString(40 + 30 * rows.size())));
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        for (double tick : new double[] {0.01, 0.1, 1, 10}) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"24\" y2=\"100%%\" stroke=\"#bbb\"/><text x=\"%1$.1f\" y=\"18\" text-anchor=\"middle\">%2$s</text>%n",
                    x(tick),
                    tick));
        }
        for (int i = 0; i < rows.size(); i++) {
            svg.append(row(rows.get(i), 48 + 30 * i));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String row(Measured row, int y) {
        Interval ratio = row.ratio();
        return String.format(
                Locale.ROOT,
                "<text x=\"8\" y=\"%d\">%s</text><line x1=\"%.1f\" x2=\"%.1f\" y1=\"%5$d\" y2=\"%5$d\" stroke=\"#246\" stroke-width=\"3\"/><circle cx=\"%6$.1f\" cy=\"%5$d\" r=\"4\" fill=\"#246\"/>%n",
                y,
                row.comparison().row(),
                x(ratio.low()),
                x(ratio.high()),
                y - 4,
                x(ratio.mean()));
    }

    private static double x(double ratio) {
        return 720 + 110 * Math.log10(Math.max(0.01, Math.min(ratio, 100)));
    }
}
