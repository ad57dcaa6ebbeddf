package dev.infrahub.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is on the wire is SecuredBackendsIT's; here is what it is made of. */
class RegistrySecurityTests {

    private static final String APICURIO = "io.apicurio.registry.serde.avro.AvroKafkaSerializer";
    private static final String CONFLUENT = "io.confluent.kafka.serializers.KafkaAvroSerializer";

    @Test
    void nobody_is_said_where_nobody_is_asked_for() {
        assertThat(RegistrySecurity.none().authorization()).isEmpty();
        assertThat(RegistrySecurity.none().trust()).isEmpty();
        assertThat(RegistrySecurity.none().serdeProperties(APICURIO)).isEmpty();
    }

    @Test
    void apicurios_and_confluents_serializers_hear_the_user_by_their_own_names() {
        RegistrySecurity security = new RegistrySecurity("hub", "se:same", "", "");

        assertThat(security.serdeProperties(APICURIO))
                .isEqualTo(
                        Map.of("apicurio.registry.auth.username", "hub", "apicurio.registry.auth.password", "se:same"));
        assertThat(security.serdeProperties(CONFLUENT))
                .isEqualTo(Map.of("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "hub:se:same"));
        assertThat(security.authorization()).hasValue("Basic aHViOnNlOnNhbWU=");
    }

    @Test
    void apicurios_and_confluents_serializers_trust_the_same_authority(@TempDir Path directory) throws Exception {
        Certificate authority = anyAuthority();
        Path file = Files.writeString(
                directory.resolve("ca.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder().encodeToString(authority.getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        RegistrySecurity security = new RegistrySecurity("", "", "", file.toString());

        assertThat(security.serdeProperties(APICURIO))
                .containsEntry("apicurio.registry.tls.truststore.type", "PEM")
                .containsEntry("apicurio.registry.tls.certificates", Files.readString(file));
        Map<String, Object> confluents = security.serdeProperties(CONFLUENT);
        String location = text(confluents, "location");
        KeyStore store = KeyStore.getInstance(
                new File(location), text(confluents, "password").toCharArray());
        assertThat(store.getType()).isEqualToIgnoringCase(text(confluents, "type"));
        assertThat(Collections.list(store.aliases())).hasSize(1);
        assertThat(store.getCertificateAlias(authority)).isNotNull();
        assertThat(security.trust()).isPresent();
    }

    @Test
    void certificates_for_a_registry_without_tls_are_refused(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(
                directory.resolve("ca.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder().encodeToString(anyAuthority().getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        RegistrySecurity security = new RegistrySecurity("", "", "", file.toString());

        assertThatThrownBy(() -> security.requireTls(URI.create("http://registry:8081")))
                .hasMessageStartingWith("SCHEMA_REGISTRY_CA_FILE is set, but SCHEMA_REGISTRY_URL begins with http:");
    }

    private static String text(Map<String, Object> properties, String name) {
        return properties
                .getOrDefault("schema.registry.ssl.truststore." + name, "")
                .toString();
    }

    /** One of those that the JDK trusts. */
    private static Certificate anyAuthority() throws Exception {
        KeyStore known = KeyStore.getInstance(
                Path.of(System.getProperty("java.home"), "lib", "security", "cacerts")
                        .toFile(),
                (char[]) null);
        return known.getCertificate(known.aliases().nextElement());
    }

    @Test
    void what_cannot_work_is_refused_by_name() {
        assertThatThrownBy(() -> new RegistrySecurity("hub", "", "", ""))
                .hasMessageStartingWith("SCHEMA_REGISTRY_USERNAME is set without a password");
        assertThatThrownBy(() -> new RegistrySecurity("", "sesame", "", ""))
                .hasMessageStartingWith("SCHEMA_REGISTRY_PASSWORD is set without a user");
        assertThatThrownBy(() -> new RegistrySecurity("h:ub", "sesame", "", ""))
                .hasMessageContaining("SCHEMA_REGISTRY_USERNAME has a colon");
        assertThatThrownBy(() -> new RegistrySecurity("", "", "", "/no/such/file"))
                .hasMessage("SCHEMA_REGISTRY_CA_FILE names /no/such/file, which does not exist.");
    }

    @Test
    void says_who_it_is_and_not_its_password() {
        assertThat(new RegistrySecurity("hub", "sesame", "", "")).hasToString("RegistrySecurity[hub]");
    }
}
