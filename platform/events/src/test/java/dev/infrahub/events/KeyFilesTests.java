package dev.infrahub.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service without a key that it needs does not start, and says what to do. */
class KeyFilesTests {

    private static final List<Subscription<?>> POWER =
            List.of(new Subscription<>(Topics.APPROVAL_REQUESTED, _ -> Outcome.nothing()));
    private static final List<Subscription<?>> NO_POWER =
            List.of(new Subscription<>(Topics.VERIFICATION_REQUESTED, _ -> Outcome.nothing()));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void whoever_publishes_what_gives_power_needs_a_key() throws IOException {
        for (String service : List.of("gateway", "cab-signer")) {
            assertThatThrownBy(() -> keys(service, "", "").signer())
                    .hasMessageContaining("HUB_SIGNING_KEY_FILE")
                    .hasMessageContaining("openssl genpkey -algorithm ML-DSA-65");
        }

        assertThat(keys("gateway", file("key", SigningKey.generate().privatePem()), "")
                        .signer())
                .isPresent();
        assertThat(keys("plan-analyzer", "", "").signer()).isEmpty();
        assertThat(keys("something-else", "", "").signer()).isEmpty();
    }

    @Test
    void whoever_handles_what_gives_power_trusts_somebody() throws IOException {
        assertThatThrownBy(() -> keys("cab-signer", "", "").trusted(POWER))
                .hasMessageContaining("approval.requested")
                .hasMessageContaining("HUB_TRUSTED_KEYS_FILE");

        SigningKey key = SigningKey.generate();
        assertThat(keys("cab-signer", "", file("keys", key.publicPem()))
                        .trusted(POWER)
                        .find(key.id()))
                .isPresent();
        assertThat(keys("cab-signer", "", "").trusted(NO_POWER).find(key.id())).isEmpty();
    }

    @Test
    void keys_may_be_in_several_files() throws IOException {
        SigningKey first = SigningKey.generate();
        SigningKey second = SigningKey.generate();
        String both = file("first", first.publicPem()) + "," + file("second", second.publicPem());

        TrustedKeys trusted = keys("drift-worker", "", both).trusted(POWER);

        assertThat(trusted.find(first.id())).isPresent();
        assertThat(trusted.find(second.id())).isPresent();
        assertThatThrownBy(() -> keys("drift-worker", "", both + "," + file("third", "nothing"))
                        .trusted(POWER))
                .hasMessageContaining("third, which holds no public key");
    }

    @Test
    void whoever_handles_what_others_publish_too_trusts_somebody() {
        List<Subscription<?>> open = List.of(new Subscription<>(Topics.PLAN_SUBMITTED, _ -> Outcome.nothing()));

        assertThatThrownBy(() -> keys("plan-analyzer", "", "").trusted(open))
                .hasMessageContaining("plan.submitted")
                .hasMessageContaining("HUB_TRUSTED_KEYS_FILE")
                .hasMessageContaining("gateway");
    }

    @Test
    void a_file_that_is_not_there_or_no_key_is_named() throws IOException {
        String none = folder.resolve("none").toString();
        String wrong = file("wrong", "no key");

        assertThatThrownBy(() -> keys("gateway", none, "").signer()).hasMessageContaining(none);
        assertThatThrownBy(() -> keys("gateway", wrong, "").signer()).hasMessageContaining(wrong);
        assertThatThrownBy(() -> keys("cab-signer", "", none).trusted(POWER)).hasMessageContaining(none);
        assertThatThrownBy(() -> keys("cab-signer", "", wrong).trusted(POWER)).hasMessageContaining(wrong);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static KeyFiles keys(String service, String signing, String trusted) {
        return new KeyFiles(service, signing, trusted);
    }
}
