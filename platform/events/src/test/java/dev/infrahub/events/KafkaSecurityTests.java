package dev.infrahub.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.faults.SettingRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaSecurityTests {

    private static final String NASTY = "\"\\;'= \t\n\r\u0000\u0007019{}$#/*ä€\uD83D\uDD11abcXYZ";

    @TempDir
    Path directory;

    @Test
    void a_service_that_sets_nothing_asks_for_nothing() {
        assertThat(KafkaSecurity.none().clientProperties()).isEmpty();
    }

    @Test
    void a_user_logs_in_by_scram() {
        assertThat(security("SASL_SSL", "", "hub", "secret", "").clientProperties())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512");
    }

    @Test
    void kafka_reads_every_user_and_password_as_it_was_set() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int n = 0; n < 5_000; n++) {
            String username = "u" + nasty(random);
            String password = nasty(random) + "p";
            assertThat(login(KafkaSecurity.scram(username, password)))
                    .as("seed %d", seed)
                    .isEqualTo(Map.of("username", username, "password", password));
        }
    }

    @Test
    void a_file_holds_the_password_as_well() throws IOException {
        Path file = Files.writeString(directory.resolve("password"), "se\"cr\\et\n");

        KafkaSecurity security = security("SASL_SSL", "", "hub", "", file.toString());

        assertThat(login(security)).containsEntry("password", "se\"cr\\et");
    }

    @Test
    void says_who_it_is_and_not_its_password() {
        assertThat(KafkaSecurity.scram("hub", "sesame")).hasToString("KafkaSecurity[SASL_PLAINTEXT, user hub]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TLS       |               |     |        | KAFKA_SECURITY_PROTOCOL must be one of PLAINTEXT, SASL_PLAINTEXT, SASL_SSL, SSL, not 'TLS'.",
                "SASL_SSL  | DIGEST-MD5    | hub | secret | KAFKA_SASL_MECHANISM must be one of PLAIN, SCRAM-SHA-256, SCRAM-SHA-512, not 'DIGEST-MD5'.",
                "SASL_SSL  |               |     | secret | KAFKA_SECURITY_PROTOCOL is SASL_SSL: set KAFKA_USERNAME too.",
                "SASL_SSL  |               | hub |        | KAFKA_USERNAME is set without a password: set KAFKA_PASSWORD or KAFKA_PASSWORD_FILE.",
                "          |               | hub | secret | KAFKA_USERNAME is set, but KAFKA_SECURITY_PROTOCOL is PLAINTEXT: set it to SASL_SSL, or unset KAFKA_USERNAME.",
                "SSL       |               |     | secret | KAFKA_PASSWORD is set, but KAFKA_SECURITY_PROTOCOL is SSL: set it to SASL_SSL, or unset KAFKA_PASSWORD.",
                "SASL_PLAINTEXT | PLAIN    | hub | secret | KAFKA_SASL_MECHANISM PLAIN sends the password itself: set KAFKA_SECURITY_PROTOCOL to SASL_SSL, or use SCRAM-SHA-512."
            })
    void what_cannot_work_is_refused_by_name(
            String protocol, String mechanism, String username, String password, String sentence) {
        assertThatThrownBy(() -> security(text(protocol), text(mechanism), text(username), text(password), ""))
                .isInstanceOf(SettingRefused.class)
                .hasMessage(sentence);
    }

    @Test
    void a_file_that_cannot_be_used_is_refused_by_name() throws IOException {
        Path nothing = directory.resolve("nothing");
        Path words = Files.writeString(directory.resolve("words"), "no certificate at all");

        assertThatThrownBy(() -> security("SASL_SSL", "", "hub", "", nothing.toString()))
                .hasMessage("KAFKA_PASSWORD_FILE names " + nothing + ", which does not exist.");
        assertThatThrownBy(() -> security("SASL_SSL", "", "hub", "secret", words.toString()))
                .hasMessageContaining("KAFKA_PASSWORD and KAFKA_PASSWORD_FILE are both set");
        assertThatThrownBy(() -> tls("SSL", nothing.toString(), "", ""))
                .hasMessage("KAFKA_SSL_CA_FILE names " + nothing + ", which does not exist.");
        assertThatThrownBy(() -> tls("SSL", words.toString(), "", ""))
                .hasMessageStartingWith("KAFKA_SSL_CA_FILE names " + words + ", which holds no");
        assertThatThrownBy(() -> tls("SSL", "", words.toString(), ""))
                .hasMessageStartingWith("KAFKA_SSL_CERTIFICATE_FILE and KAFKA_SSL_KEY_FILE belong together");
        assertThatThrownBy(() -> tls("", words.toString(), "", ""))
                .hasMessageStartingWith(
                        "KAFKA_SSL_CA_FILE is set, but KAFKA_SECURITY_PROTOCOL is PLAINTEXT: set it to SSL");
    }

    private static KafkaSecurity security(
            String protocol, String mechanism, String username, String password, String passwordFile) {
        return new KafkaSecurity(protocol, mechanism, username, password, passwordFile, "", "", "");
    }

    private static KafkaSecurity tls(String protocol, String ca, String certificate, String key) {
        return new KafkaSecurity(protocol, "", "", "", "", ca, certificate, key);
    }

    private static String text(String cell) {
        return cell == null ? "" : cell;
    }

    private static String nasty(Random random) {
        return IntStream.range(0, random.nextInt(12))
                .map(_ -> NASTY.charAt(random.nextInt(NASTY.length())))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    /** As the client's own reader of it understands the property. */
    private static Map<String, Object> login(KafkaSecurity security) {
        Object jaas = security.clientProperties().get("sasl.jaas.config");
        List<AppConfigurationEntry> entries = JaasContext.loadClientContext(
                        Map.of("sasl.jaas.config", new Password((String) jaas)))
                .configurationEntries();
        assertThat(entries).hasSize(1);
        return Map.copyOf(entries.getFirst().getOptions());
    }
}
