package dev.infrahub.plananalyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.infrahub.ai.LanguageModel;
import dev.infrahub.events.Event;
import dev.infrahub.events.Outcome;
import dev.infrahub.faults.Fault;
import dev.infrahub.plananalyzer.domain.Policy;
import dev.infrahub.schemas.PlanSubmitted;
import dev.infrahub.workplace.Workplace;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Events that take more than an analysis may are refused with a code, at once and for good, and the worker goes on. */
@Timeout(180)
class AnalyzePlanTests {

    private static final int MIB = 1024 * 1024;

    static List<HostilePlan> hostile() {
        return HostilePlan.all();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void what_takes_too_much_is_refused_with_a_code(HostilePlan plan) {
        assertThat(plan.codes()).contains(refusal(handler(51 * MIB), plan.event()));
    }

    @Test
    void a_plan_of_as_many_changes_as_may_be_is_analysed_in_the_memory_that_the_hub_gives() {
        // a fifth of the 640 MiB that ./hub starts with
        assertThat(handle(handler(128 * MIB), HostilePlan.ofChanges(30_000)).publications())
                .hasSize(1);
        assertThat(refusal(handler(128 * MIB), HostilePlan.ofChanges(30_001))).isEqualTo("plan.too_many_changes");
    }

    @Test
    void a_small_plan_takes_little() {
        assertThat(handle(handler(MIB), HostilePlan.ofChanges(3)).publications())
                .hasSize(1);
    }

    @Test
    void an_analysis_ends_with_its_time() {
        AnalyzePlan hasty = new AnalyzePlan(
                Policy.DEFAULT, new Workplace(128 * MIB, Duration.ZERO), new PlanWords(LanguageModel.none()));

        assertThat(refusal(hasty, HostilePlan.ofChanges(1_000))).isEqualTo("plan.too_slow_to_read");
    }

    /** A frame whose head asks for a window of 128 MiB, of which the machine gives all at once. */
    @Test
    void a_window_that_no_plan_needs_is_not_taken() {
        byte[] frame = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0x00, (byte) ((27 - 10) << 3), 0x01, 0x00, 0x00};
        PlanSubmitted plan = PlanSubmitted.newBuilder(HostilePlan.ofChanges(3))
                .setPlan(ByteBuffer.wrap(frame))
                .build();

        assertThat(refusal(handler(128 * MIB), plan)).isEqualTo("plan.unreadable");
    }

    /** A JVM with a small heap, which ends where one of them takes more than there is. */
    @Test
    void a_heap_of_256_mib_survives_two_of_each_at_once() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeap.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said).contains(SmallHeap.SURVIVED);
    }

    static AnalyzePlan handler(long memory) {
        return new AnalyzePlan(
                Policy.DEFAULT, new Workplace(memory, Duration.ofMinutes(2)), new PlanWords(LanguageModel.none()));
    }

    static String refusal(AnalyzePlan handler, PlanSubmitted plan) {
        Fault.Invalid fault = catchThrowableOfType(Fault.Invalid.class, () -> handle(handler, plan));
        return fault == null ? "none" : fault.code();
    }

    private static Outcome handle(AnalyzePlan handler, PlanSubmitted plan) {
        return handler.handle(new Event<>(new UUID(0, 1), "acme/network", Optional.empty(), false, plan));
    }
}
