package dev.aftercommit.test.leak;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * How many objects of each class of the library the virtual machine holds, garbage aside.
 *
 * @param byClass without lambdas and singletons, which come with the classes around them
 */
record Instances(Map<String, Integer> byClass) {

    private static final String LIBRARY = "dev.aftercommit.internal.";

    static Instances count() {
        Map<String, Integer> byClass = new TreeMap<>();
        // number, instances, bytes, class
        histogram()
                .lines()
                .map(line -> line.trim().split("\\s+"))
                .filter(columns -> columns.length >= 4 && columns[3].startsWith(LIBRARY))
                .forEach(columns -> byClass.put(columns[3], Integer.parseInt(columns[1])));
        if (byClass.isEmpty()) {
            throw new IllegalStateException("The virtual machine has counted no object of the library");
        }
        return new Instances(byClass);
    }

    /** What there is more than there was: the number, then the class. */
    List<String> since(Instances before) {
        return byClass.entrySet().stream()
                .filter(entry -> !entry.getKey().contains("$$Lambda"))
                .map(entry -> entry.getValue() - before.byClass.getOrDefault(entry.getKey(), 0) + " " + entry.getKey())
                .filter(line -> !line.startsWith("0 ") && !line.startsWith("-"))
                .toList();
    }

    private static String histogram() {
        try {
            return (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
