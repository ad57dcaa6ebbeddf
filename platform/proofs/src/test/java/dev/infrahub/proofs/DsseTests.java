package dev.infrahub.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class DsseTests {

    private static final TestKey KEY = new TestKey();

    /** The example of DSSE's protocol, version 1.0.2. */
    @Test
    void encodes_the_specification_s_example_as_the_specification_does() {
        assertThat(new String(Dsse.encoded("http://example.com/HelloWorld", "hello world"), StandardCharsets.UTF_8))
                .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
    }

    @Test
    void counts_bytes_and_not_characters() {
        assertThat(new String(Dsse.encoded("té", "✓"), StandardCharsets.UTF_8)).isEqualTo("DSSEv1 3 té 3 ✓");
    }

    @Test
    void reads_what_it_wrote() {
        Dsse envelope = signed("{\"a\":\"ü\"}");

        assertThat(Dsse.ofJson(envelope.text())).isPresent().get().satisfies(read -> {
            assertThat(read.text()).isEqualTo(envelope.text());
            assertThat(read.isGenuine()).isTrue();
        });
    }

    @Test
    void a_signature_is_good_for_its_payload_and_type_alone() {
        Dsse envelope = signed("{}");

        assertThat(new Dsse(Dsse.IN_TOTO, "{ }", envelope.seal()).isGenuine()).isFalse();
        assertThat(new Dsse("text/plain", "{}", envelope.seal()).isGenuine()).isFalse();
    }

    @Test
    void what_has_no_signature_or_two_is_no_envelope_of_ours() {
        String text = signed("{}").text();
        String signature = text.substring(text.indexOf("[{") + 1, text.indexOf("}]") + 1);

        assertThat(Dsse.ofJson(text.replace(signature, ""))).isEmpty();
        assertThat(Dsse.ofJson(text.replace(signature, signature + "," + signature)))
                .isEmpty();
        assertThat(Dsse.ofJson("[]")).isEmpty();
        assertThat(Dsse.ofJson(text.replace("\"payload\":\"", "\"payload\":\"!")))
                .isEmpty();
    }

    @Test
    void a_key_is_named_by_the_hash_of_its_spki() {
        Seal seal = KEY.sign(Purpose.ENVELOPE, "");
        String hash = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Digest.sha256(Base64.getDecoder().decode(seal.publicKey())));

        assertThat(seal.fingerprint()).isEqualTo("SHA256:" + hash).hasSize(50);
        assertThat(new Seal("", "", 1, "", "no base64 ✓").fingerprint()).isEmpty();
    }

    private static Dsse signed(String payload) {
        String encoded = new String(Dsse.encoded(Dsse.IN_TOTO, payload), StandardCharsets.UTF_8);
        return new Dsse(Dsse.IN_TOTO, payload, KEY.sign(Purpose.ENVELOPE, encoded));
    }
}
