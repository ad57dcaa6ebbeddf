package dev.infrahub.cabsigner.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.faults.Fault;
import dev.infrahub.proofs.Purpose;
import dev.infrahub.proofs.Seal;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class SigningKeysTests {

    private static final String PAYLOAD = "{\"type\":\"infrahub/approval/v1\"}";

    @Test
    void a_good_signature_verifies_with_what_is_kept_of_it() {
        Seal seal = new SigningKeys(new OneKey(UnaryOperator.identity(), Purpose.APPROVAL.context()))
                .sign("cab/user:adam", Purpose.APPROVAL, PAYLOAD.getBytes(StandardCharsets.UTF_8), "once");
        assertThat(seal.isOf(Purpose.APPROVAL, PAYLOAD)).isTrue();
        assertThat(seal.isOf(Purpose.APPROVAL, PAYLOAD + " ")).isFalse();
        assertThat(seal.algorithm()).isEqualTo("ML-DSA-65");
    }

    @Test
    void a_signature_over_anything_else_is_not_accepted() {
        assertRefused(
                new OneKey(data -> "something else".getBytes(StandardCharsets.UTF_8), Purpose.APPROVAL.context()));
    }

    @Test
    void a_signature_in_another_context_is_not_accepted() {
        assertRefused(new OneKey(UnaryOperator.identity(), "infrahub/evidence"));
    }

    @Test
    void a_key_is_asked_for_once_and_again_when_it_no_longer_signs() {
        OneKey quantumApi = new OneKey(UnaryOperator.identity(), Purpose.APPROVAL.context());
        SigningKeys keys = new SigningKeys(quantumApi);
        byte[] payload = PAYLOAD.getBytes(StandardCharsets.UTF_8);
        Seal first = keys.sign("cab/user:adam", Purpose.APPROVAL, payload, "once");
        assertThat(keys.sign("cab/user:adam", Purpose.APPROVAL, payload, "twice")
                        .keyId())
                .isEqualTo(first.keyId());
        assertThat(quantumApi.asked()).isEqualTo(1);

        quantumApi.replace();

        assertThat(keys.sign("cab/user:adam", Purpose.APPROVAL, payload, "thrice")
                        .keyId())
                .isNotEqualTo(first.keyId());
        assertThat(quantumApi.asked()).isEqualTo(2);
    }

    @Test
    void each_approver_has_a_key_of_their_own_with_a_name_that_quantumapi_takes() {
        assertThat(SigningKeys.of("user:4f1c-ada")).isEqualTo("cab/user:4f1c-ada");
        assertThat(SigningKeys.of("user:Ada Löwe/x")).matches("cab/sha256/[0-9a-f]{64}");
        assertThat(SigningKeys.of("user:Ada")).isNotEqualTo(SigningKeys.of("user:ada"));
        assertThat(SigningKeys.of("user:" + "a".repeat(200)).length()).isLessThanOrEqualTo(128);
    }

    private static void assertRefused(OneKey lying) {
        assertThatThrownBy(() -> new SigningKeys(lying)
                        .sign("cab/user:adam", Purpose.APPROVAL, PAYLOAD.getBytes(StandardCharsets.UTF_8), "once"))
                .asInstanceOf(InstanceOfAssertFactories.type(Fault.Unavailable.class))
                .extracting(Fault::code)
                .isEqualTo("quantumapi.invalid-answer");
    }
}
