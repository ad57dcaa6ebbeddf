package dev.infrahub.cabsigner.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.cabsigner.domain.Seal;
import dev.infrahub.events.Fault;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class ApproverKeysTests {

    private static final String PAYLOAD = "{\"type\":\"infrahub/approval/v1\"}";

    @Test
    void a_good_signature_verifies_with_what_is_kept_of_it() {
        Seal seal = new ApproverKeys(new OneKey(UnaryOperator.identity(), Seal.CONTEXT))
                .sign("user:adam", PAYLOAD, UUID.randomUUID());
        assertThat(seal.isOf(PAYLOAD)).isTrue();
        assertThat(seal.isOf(PAYLOAD + " ")).isFalse();
        assertThat(seal.algorithm()).isEqualTo("ML-DSA-65");
    }

    @Test
    void a_signature_over_anything_else_is_not_accepted() {
        assertRefused(new OneKey(data -> "something else".getBytes(StandardCharsets.UTF_8), Seal.CONTEXT));
    }

    @Test
    void a_signature_in_another_context_is_not_accepted() {
        assertRefused(new OneKey(UnaryOperator.identity(), "infrahub/evidence"));
    }

    @Test
    void each_approver_has_a_key_of_their_own_with_a_name_that_quantumapi_takes() {
        assertThat(ApproverKeys.name("user:4f1c-ada")).isEqualTo("cab/user:4f1c-ada");
        assertThat(ApproverKeys.name("user:Ada Löwe/x")).matches("cab/sha256/[0-9a-f]{64}");
        assertThat(ApproverKeys.name("user:Ada")).isNotEqualTo(ApproverKeys.name("user:ada"));
        assertThat(ApproverKeys.name("user:" + "a".repeat(200)).length()).isLessThanOrEqualTo(128);
    }

    private static void assertRefused(OneKey lying) {
        assertThatThrownBy(() -> new ApproverKeys(lying).sign("user:adam", PAYLOAD, UUID.randomUUID()))
                .asInstanceOf(InstanceOfAssertFactories.type(Fault.Unavailable.class))
                .extracting(Fault::code)
                .isEqualTo("quantumapi.invalid-answer");
    }
}
