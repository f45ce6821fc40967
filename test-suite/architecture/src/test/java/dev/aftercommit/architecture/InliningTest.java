package dev.aftercommit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;

/** What the compiler of HotSpot makes of the loop of callbacks. */
class InliningTest {

    private static final Pattern METHOD = Pattern.compile("\n  void run\\(.*\n((?: {4}.*\n)+)");
    private static final Pattern OFFSET = Pattern.compile("(?m)^ +(\\d+): ");

    @Test
    void makesNoPartOfItsCallerOfTheLoop() {
        int longest = Integer.parseInt(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("FreqInlineSize")
                .getValue());
        MatchResult method =
                METHOD.matcher(disassembled()).results().findFirst().orElseThrow();
        int offsetOfLast = OFFSET.matcher(method.group(1))
                .results()
                .mapToInt(offset -> Integer.parseInt(offset.group(1)))
                .max()
                .orElseThrow();
        assertThat(offsetOfLast + 1).isGreaterThan(longest);
    }

    private static String disassembled() {
        StringWriter output = new StringWriter();
        ToolProvider javap = ToolProvider.findFirst("javap").orElseThrow();
        try (PrintWriter writer = new PrintWriter(output)) {
            javap.run(
                    writer,
                    writer,
                    "-c",
                    "-p",
                    "-cp",
                    Jar.path().toString(),
                    "dev.aftercommit.internal.transaction.Delivery");
        }
        return output.toString();
    }
}
