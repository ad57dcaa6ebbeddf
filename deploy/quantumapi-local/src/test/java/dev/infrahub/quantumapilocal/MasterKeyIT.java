package dev.infrahub.quantumapilocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.testing.Backends;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The master key: kept from others, the right one or none, and rotated. */
class MasterKeyIT {

    private static final String OLD = "2025:" + key(1);
    private static final String NEW = "2026:" + key(2);

    @TempDir
    Path folder;

    private static String key(int fill) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private Path file(String name, String content, String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return file;
    }

    private static void assertRefuses(Backends.Database database, String why, String... arguments) {
        assertThatThrownBy(() -> Server.start(database, arguments).close())
                .rootCause()
                .hasMessageContaining(why);
    }

    @Test
    void a_master_key_that_others_can_read_stops_the_start_with_the_fix() throws IOException {
        Backends.Database database = Backends.shared().newDatabase();
        for (String permissions : new String[] {"rw-r-----", "rw----r--", "rw--w----"}) {
            Path open = file("open.key", OLD, permissions);
            assertRefuses(database, "chmod 600 " + open, "--QUANTUMAPI_MASTER_KEY_FILE=" + open);
        }
        Path closed = file("closed.key", OLD, "rw-------");
        try (Server server = Server.start(database, "--QUANTUMAPI_MASTER_KEY_FILE=" + closed)) {
            assertThat(server.get("/health").text("masterKeyId")).isEqualTo("2025");
        }
    }

    @Test
    void no_master_key_two_and_a_bad_one_stop_the_start() throws IOException {
        Backends.Database database = Backends.shared().newDatabase();
        assertRefuses(database, "openssl rand -base64 32", "--QUANTUMAPI_MASTER_KEY=");
        assertRefuses(
                database,
                "one of them",
                "--QUANTUMAPI_MASTER_KEY=" + OLD,
                "--QUANTUMAPI_MASTER_KEY_FILE=" + file("k", OLD, "rw-------"));
        assertRefuses(database, "32 bytes in Base64", "--QUANTUMAPI_MASTER_KEY=AAAA");
        assertRefuses(database, "cannot be read", "--QUANTUMAPI_MASTER_KEY_FILE=" + folder.resolve("missing"));
        assertRefuses(database, "too short", "--QUANTUMAPI_MASTER_KEY=" + OLD, "--QUANTUMAPI_BOOTSTRAP_KEY=short");
        assertRefuses(
                database,
                "chmod 600",
                "--QUANTUMAPI_MASTER_KEY=" + OLD,
                "--QUANTUMAPI_BOOTSTRAP_KEY=",
                "--QUANTUMAPI_BOOTSTRAP_KEY_FILE=" + file("admin", Server.ADMIN, "rw-r--r--"));
    }

    @Test
    void a_setting_that_does_not_exist_stops_the_start() {
        assertRefuses(
                Backends.shared().newDatabase(),
                "hub.quantumapi-local.max-secrets",
                "--hub.quantumapi-local.max-secrets=1KB");
    }

    @Test
    void another_master_key_stops_the_start_even_under_the_same_id() {
        Backends.Database database = Backends.shared().newDatabase();
        Server.start(database, "--QUANTUMAPI_MASTER_KEY=" + OLD).close();
        assertRefuses(database, "encrypted under another master key", "--QUANTUMAPI_MASTER_KEY=" + NEW);
        assertRefuses(database, "encrypted under another master key", "--QUANTUMAPI_MASTER_KEY=2025:" + key(3));
    }

    @Test
    void a_rotation_takes_every_row_to_the_new_key_and_then_the_old_one_can_go() {
        Backends.Database database = Backends.shared().newDatabase();
        String data = Server.base64("data");
        String secret;
        String payload;
        String signature;
        List<String> authorities;
        try (Server server = Server.start(database, "--QUANTUMAPI_MASTER_KEY=" + OLD)) {
            secret =
                    server.post("/secrets", "{\"name\":\"a\",\"value\":\"v1\"}").text("id");
            server.call("PUT", "/secrets/" + secret, "{\"value\":\"v2\"}");
            payload =
                    server.post("/encrypt", "{\"plaintext\":\"" + data + "\"}").text("encryptedPayload");
            signature = server.post("/sign", "{\"data\":\"" + data + "\"}").text("signature");
            authorities = Stream.of("ssh-ed25519", "ssh-mldsa44-ed25519@openssh.com")
                    .map(algorithm -> server.post(
                                    "/ssh/ca", "{\"name\":\"%1$s\",\"algorithm\":\"%1$s\"}".formatted(algorithm))
                            .text("id"))
                    .toList();
        }
        Server.start(database, "--QUANTUMAPI_MASTER_KEY=" + NEW + "," + OLD).close();
        try (Server server = Server.start(database, "--QUANTUMAPI_MASTER_KEY=" + NEW)) {
            assertThat(server.rows("select distinct master_key from (select master_key from key_versions"
                            + " union all select master_key from secret_versions union all select master_key from"
                            + " ssh_authorities union all select master_key from master_key_check) all_rows"))
                    .containsExactly("2026");
            assertThat(server.get("/secrets/" + secret + "?include=value&version=1")
                            .text("value"))
                    .isEqualTo("v1");
            assertThat(server.get("/secrets/" + secret + "?include=value").text("value"))
                    .isEqualTo("v2");
            assertThat(server.post("/decrypt", "{\"encryptedPayload\":\"" + payload + "\"}")
                            .text("plaintext"))
                    .isEqualTo(data);
            assertThat(server.post("/verify", "{\"data\":\"" + data + "\",\"signature\":\"" + signature + "\"}")
                            .json()
                            .path("valid")
                            .asBoolean())
                    .isTrue();
            assertThat(authorities)
                    .allSatisfy(authority -> assertThat(server.post(
                                            "/ssh/certificates",
                                            "{\"caId\":\"%s\",\"publicKey\":\"%s\",\"principals\":[\"d\"],\"identity\":\"i\"}"
                                                    .formatted(
                                                            authority,
                                                            server.get("/ssh/ca/" + authority)
                                                                    .text("publicKey")))
                                    .status())
                            .isEqualTo(201));
            assertThat(server.rows("select detail from audit where action = 'master-key.rotate'"))
                    .containsExactly("6 rows, now under 2026");
        }
        assertRefuses(database, "encrypted under another master key", "--QUANTUMAPI_MASTER_KEY=" + OLD);
    }
}
