package dev.aftercommit.test.barrier.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Times, of which the first third is left out, because the programs were not warm yet. */
final class Times {

    private final List<Long> nanos = new ArrayList<>();

    synchronized void add(long time) {
        nanos.add(time);
    }

    synchronized int count() {
        return warm().size();
    }

    private List<Long> warm() {
        return nanos.subList(nanos.size() / 3, nanos.size());
    }

    /** A percentile in microseconds. */
    synchronized double micros(double percent) {
        List<Long> sorted = new ArrayList<>(warm());
        sorted.sort(null);
        int index = (int) Math.ceil(percent / 100 * sorted.size()) - 1;
        return sorted.get(Math.max(index, 0)) / 1000.0;
    }

    /** The percentile in milliseconds, for a reader. */
    String millis(double percent) {
        return String.format(Locale.ROOT, "%.2f", micros(percent) / 1000);
    }
}
