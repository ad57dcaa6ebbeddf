package dev.infrahub.gateway.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.infrahub.gateway.terraform.PlanSource.Format;
import dev.infrahub.gateway.terraform.PlanSource.SealedPlan;
import dev.infrahub.http.Problem;
import dev.infrahub.json.Allowance;
import dev.infrahub.schemas.Topics;
import dev.infrahub.terraform.FingerprintKey;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A sealed plan is accounted for while it grows, and does not grow beyond what an event holds. */
class PlanSourceTests {

    private static final FingerprintKey KEY = FingerprintKey.of(new byte[FingerprintKey.LEAST_BYTES]);
    private static final int MOST = Topics.PLAN_SUBMITTED.maxMessageBytes();

    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong read = new AtomicLong();

    @Test
    void more_than_an_event_holds_is_refused_before_the_rest_is_read() {
        byte[] plan = plan(2_400);

        Problem problem = catchThrowableOfType(Problem.class, () -> seal(plan));

        assertThat(problem.status()).isEqualTo(413);
        assertThat(problem.code()).isEqualTo("event.too_large");
        // read for its secrets, and then as far as it fits
        assertThat(read.get()).isLessThan(plan.length + plan.length * 2L / 3);
        assertThat(taken.get()).isLessThan(5L * MOST);
    }

    @Test
    void what_fits_is_accounted_for_with_its_copies() {
        SealedPlan sealed = seal(plan(700));

        assertThat(sealed.zstd().length).isBetween(MOST / 3, MOST);
        assertThat(taken.get()).isGreaterThan(3L * sealed.zstd().length);
    }

    @Test
    void what_show_json_prints_is_the_same_plan_wherever_it_is_handed_in() {
        String plan =
                "{\"format_version\":\"1.2\",\"resource_changes\":[{\"address\":\"a.b\",\"mode\":\"managed\",\"type\":\"a\","
                        + "\"name\":\"b\",\"change\":{\"actions\":[\"create\"],\"before\":null,\"after\":{\"x\":1}}}]}";
        SealedPlan json = source(Format.JSON, plan).seal(KEY);

        for (String printed : new String[] {plan, "Refreshing state...\n" + plan + "\ndone\n"}) {
            PlanSource source = source(Format.TEXT, printed).recognised();

            assertThat(source.format()).isEqualTo(Format.JSON);
            assertThat(source.seal(KEY).fingerprint()).isEqualTo(json.fingerprint());
            assertThat(source.seal(KEY).deeds()).isEqualTo(json.deeds());
        }
    }

    @Test
    void what_is_cut_or_nothing_but_a_state_is_refused_as_such() {
        PlanSource cut = source(Format.TEXT, "{\"format_version\":\"1.2\",\"resource_changes\":[{\"address\":")
                .recognised();
        PlanSource state = source(Format.TEXT, "{\"format_version\":\"1.0\",\"values\":{\"root_module\":{}}}")
                .recognised();

        Problem truncated = catchThrowableOfType(Problem.class, () -> cut.seal(KEY));
        Problem isState = catchThrowableOfType(Problem.class, () -> state.seal(KEY));

        assertThat(truncated.code()).isEqualTo("plan.truncated");
        assertThat(truncated.detail()).contains("ends in the middle");
        assertThat(isState.code()).isEqualTo("plan.is_state");
    }

    @Test
    void text_where_json_is_expected_is_told_where_it_belongs() {
        String text = "Terraform will perform the following actions:";
        PlanSource plan = new PlanSource(
                Format.JSON, "plan", () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        Problem problem = catchThrowableOfType(Problem.class, () -> plan.seal(KEY));

        assertThat(problem.code()).isEqualTo("plan.not_json");
        assertThat(problem.detail()).contains("sent as planOutput");
    }

    @Test
    void what_holds_no_word_is_blank() {
        assertThat(source(Format.TEXT, "").isBlank()).isTrue();
        assertThat(source(Format.TEXT, " \r\n\t").isBlank()).isTrue();
        assertThat(source(Format.TEXT, "\n.").isBlank()).isFalse();
    }

    private static PlanSource source(Format format, String text) {
        return new PlanSource(
                format, "planOutput", () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private SealedPlan seal(byte[] plan) {
        PlanSource source = new PlanSource(Format.JSON, "plan", () -> counted(plan));
        return Allowance.of(taken::addAndGet, Duration.ofMinutes(2)).spend(() -> source.seal(KEY));
    }

    private InputStream counted(byte[] plan) {
        return new FilterInputStream(new ByteArrayInputStream(plan)) {
            @Override
            public int read(byte[] target, int offset, int count) throws IOException {
                int come = super.read(target, offset, count);
                read.addAndGet(Math.max(come, 0));
                return come;
            }
        };
    }

    /** Of words that do not pack well and are nobody's secrets. */
    private static byte[] plan(int changes) {
        Random random = new Random(29);
        StringBuilder plan = new StringBuilder("{\"format_version\":\"1.2\",\"resource_changes\":[");
        for (int i = 0; i < changes; i++) {
            plan.append(i == 0 ? "" : ",")
                    .append("{\"address\":\"a.b%1$d\",\"mode\":\"managed\",\"type\":\"a\",\"name\":\"b%1$d\","
                            .formatted(i))
                    .append("\"change\":{\"actions\":[\"create\"],\"before\":null,\"after\":{\"x\":\"");
            for (int word = 0; word < 1_200; word++) {
                plan.append(' ')
                        .appendCodePoint(0x4E00 + random.nextInt(0x4000))
                        .appendCodePoint(0x4E00 + random.nextInt(0x4000));
            }
            plan.append("\"},\"after_unknown\":{}}}");
        }
        return plan.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }
}
