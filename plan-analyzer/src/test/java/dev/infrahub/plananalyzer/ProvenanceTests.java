package dev.infrahub.plananalyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.infrahub.faults.Fault;
import dev.infrahub.proofs.PlanId;
import dev.infrahub.schemas.PlanSubmitted;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProvenanceTests {

    /** They are the plan, or are held to what they are where it is read. */
    private static final Set<String> OF_THE_PLAN = Set.of("planId", "format", "encoding");

    private static final List<String> HOSTILE =
            List.of("a\0b", "a\nb", "a\u0085b", "a\ud800", "x".repeat(3000), "\u001b[31m", "password=hunter2hunter2");

    static Stream<Arguments> hostile() {
        return PlanSubmitted.getClassSchema().getFields().stream()
                .filter(field -> isText(field.schema()) && !OF_THE_PLAN.contains(field.name()))
                .flatMap(field -> HOSTILE.stream().map(text -> Arguments.of(field.name(), text)));
    }

    private static boolean isText(Schema schema) {
        return schema.getType() == Schema.Type.UNION
                ? schema.getTypes().stream().anyMatch(ProvenanceTests::isText)
                : schema.getType() == Schema.Type.STRING;
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void no_text_beside_the_plan_is_what_the_gateway_would_not_take(String field, String text) {
        PlanSubmitted plan = plan();
        plan.put(field, text);

        Fault.Invalid fault = catchThrowableOfType(Fault.Invalid.class, () -> Provenance.require(plan));

        assertThat(fault.code()).isEqualTo("event.invalid");
        assertThat(fault.detail()).startsWith(field + " ").doesNotContain(text);
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void an_address_is_of_the_web(String field, String address) {
        PlanSubmitted plan = plan();
        plan.put(field, address);

        assertThat(catchThrowableOfType(Fault.Invalid.class, () -> Provenance.require(plan))
                        .detail())
                .isEqualTo(field + " takes an http or https URL.");
    }

    static Stream<Arguments> addresses() {
        return Stream.of("prUrl", "runUrl")
                .flatMap(field -> Stream.of("javascript:alert(1)", "data:text/html,x", "//x", "pr 7")
                        .map(address -> Arguments.of(field, address)));
    }

    @Test
    void a_client_has_a_name_and_no_wildcard() {
        for (String client : List.of("*", "", "acme/globex", ".acme", "ácme", "a b")) {
            PlanSubmitted plan = plan();
            plan.put("client", client);
            assertThat(catchThrowableOfType(Fault.Invalid.class, () -> Provenance.require(plan))
                            .detail())
                    .startsWith("client takes ");
        }
    }

    @Test
    void an_id_is_the_plans_own() {
        assertThatCode(() -> Provenance.require(plan())).doesNotThrowAnyException();

        PlanSubmitted others = plan();
        others.put("client", "mallory");
        assertThat(catchThrowableOfType(Fault.Invalid.class, () -> Provenance.require(others))
                        .code())
                .isEqualTo("plan.id_mismatch");
    }

    private static PlanSubmitted plan() {
        String hash = "0".repeat(64);
        return PlanSubmitted.newBuilder()
                .setPlanId(PlanId.of("acme", "network", "production", "json", hash)
                        .orElseThrow()
                        .toString())
                .setPlanHash(hash)
                .setFingerprint("v2:" + hash)
                .setClient("acme")
                .setModule("network")
                .setEnvironment("production")
                .setPrUrl("https://git.example.org/pr/7")
                .setFormat("json")
                .setPlan(ByteBuffer.allocate(0))
                .setDeeds(List.of())
                .build();
    }
}
