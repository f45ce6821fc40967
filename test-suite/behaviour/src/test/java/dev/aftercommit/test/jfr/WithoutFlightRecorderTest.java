package dev.aftercommit.test.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.test.support.ForkedJvm;
import org.junit.jupiter.api.Test;

/** The library works in a runtime that has no JDK Flight Recorder, and loads nothing that needs it. */
class WithoutFlightRecorderTest {

    private static final String CALLS = "Calls: [run, runInNewTransaction, runAsync, at once]";

    @Test
    void runsCallbacksWhereTheModuleIsMissing() {
        String printed = ForkedJvm.run(EveryWay.class, "--limit-modules", "java.se,jdk.unsupported");

        assertThat(printed.lines()).contains("Module: false", CALLS);
    }

    @Test
    void loadsNoClassOfAnEventThere() {
        String loaded = ForkedJvm.run(EveryWay.class, "--limit-modules", "java.se,jdk.unsupported", "-Xlog:class+load");

        assertThat(loaded)
                .contains("dev.aftercommit.internal.jfr.FlightRecording ", CALLS)
                .doesNotContain("dev.aftercommit.internal.jfr.CallbackEvent")
                .doesNotContain("dev.aftercommit.internal.jfr.TransactionEvent");
    }

    @Test
    void loadsTheClassesOfEventsWhereTheModuleIsThere() {
        String loaded = ForkedJvm.run(EveryWay.class, "-Xlog:class+load");

        assertThat(loaded)
                .contains("Module: true", CALLS)
                .contains("dev.aftercommit.internal.jfr.CallbackEvent ")
                .contains("dev.aftercommit.internal.jfr.TransactionEvent ");
    }
}
