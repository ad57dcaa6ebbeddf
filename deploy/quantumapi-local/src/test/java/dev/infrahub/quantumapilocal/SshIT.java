package dev.infrahub.quantumapilocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.infrahub.quantumapilocal.Server.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Certificates and revocation lists as OpenSSH itself reads them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SshIT {

    @TempDir
    Path folder;

    private Server server;
    private String authority = "";

    @BeforeAll
    void start() {
        server = Server.start();
        authority = server.post("/ssh/ca", "{\"name\":\"production hosts\"}").text("id");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void needs_ssh_keygen() {
        assumeThat(runs("ssh-keygen", "-?")).as("ssh-keygen is installed").isTrue();
    }

    private Answer issue(String publicKey, String more) {
        return server.post(
                "/ssh/certificates",
                "{\"caId\":\"%s\",\"publicKey\":\"%s\",\"principals\":[\"deploy\",\"root\"],\"identity\":\"CHG-42 alice\"%s}"
                        .formatted(authority, publicKey, more));
    }

    private String newKey(String... arguments) throws IOException {
        Path file = Files.createTempDirectory(folder, "key").resolve("id");
        String[] command = {"ssh-keygen", "-q", "-N", "", "-C", "alice", "-f", file.toString()};
        String[] whole = Arrays.copyOf(command, command.length + arguments.length);
        System.arraycopy(arguments, 0, whole, command.length, arguments.length);
        said(whole);
        return Files.readString(Path.of(file + ".pub")).strip();
    }

    @ParameterizedTest
    @CsvSource({
        "ed25519, 256, ssh-ed25519-cert-v01@openssh.com",
        "ecdsa, 256, ecdsa-sha2-nistp256-cert-v01@openssh.com",
        "ecdsa, 384, ecdsa-sha2-nistp384-cert-v01@openssh.com",
        "ecdsa, 521, ecdsa-sha2-nistp521-cert-v01@openssh.com",
        "rsa, 2048, ssh-rsa-cert-v01@openssh.com"
    })
    void ssh_keygen_reads_a_certificate_of_every_type_of_key(String type, String bits, String name) throws IOException {
        Answer issued = issue(
                newKey("-t", type, "-b", bits),
                ",\"ttlSeconds\":3600,\"extensions\":[\"permit-pty\",\"permit-agent-forwarding\"],"
                        + "\"criticalOptions\":{\"force-command\":\"/bin/true\",\"source-address\":\"10.0.0.0/8\"}");
        assertThat(issued.status()).as(issued.body()).isEqualTo(201);
        assertThat(issued.text("algorithm")).isEqualTo(name);
        Path file = Files.writeString(folder.resolve(type + bits + "-cert.pub"), issued.text("certificate") + "\n");
        String said = said("ssh-keygen", "-L", "-f", file.toString());
        String fingerprint = server.get("/ssh/ca/" + authority).text("fingerprint");
        assertThat(said)
                .contains("Type: " + name + " user certificate")
                .contains("Signing CA: ED25519 " + fingerprint)
                .contains("Key ID: \"CHG-42 alice\"")
                .contains("Serial: " + issued.text("serial"))
                .containsSubsequence("Principals:", "deploy", "root")
                .containsSubsequence("Critical Options:", "force-command /bin/true", "source-address 10.0.0.0/8")
                .containsSubsequence("Extensions:", "permit-agent-forwarding", "permit-pty")
                .contains("from " + issued.text("validAfter").replace("Z", "") + " to "
                        + issued.text("validBefore").replace("Z", ""));
        Path certified =
                Files.writeString(folder.resolve("ca-" + type + bits + ".pub"), issued.text("caPublicKey") + "\n");
        assertThat(said("ssh-keygen", "-l", "-f", certified.toString())).contains(fingerprint);
    }

    @Test
    void ssh_keygen_finds_a_revoked_certificate_in_the_list_and_no_other() throws IOException {
        Answer good = issue(newKey("-t", "ed25519"), "");
        Answer bad = issue(newKey("-t", "ed25519"), ",\"reason\":\"maintenance\"");
        Path goodFile = Files.writeString(folder.resolve("good-cert.pub"), good.text("certificate") + "\n");
        Path badFile = Files.writeString(folder.resolve("bad-cert.pub"), bad.text("certificate") + "\n");
        Path empty = Files.write(folder.resolve("empty.krl"), krl());
        assertThat(said("ssh-keygen", "-Q", "-f", empty.toString(), badFile.toString()))
                .contains("ok");

        Answer revoked = server.post("/ssh/certificates/" + bad.text("id") + "/revoke", "{\"reason\":\"lost laptop\"}");
        assertThat(revoked.text("revokedReason")).as(revoked.body()).isEqualTo("lost laptop");
        assertThat(revoked.text("reason")).isEqualTo("maintenance");
        Path list = Files.write(folder.resolve("list.krl"), krl());
        assertThat(said("ssh-keygen", "-Q", "-f", list.toString(), goodFile.toString()))
                .contains("ok");
        assertThat(said("ssh-keygen", "-Q", "-f", list.toString(), badFile.toString()))
                .contains("REVOKED");

        String again = server.post("/ssh/certificates/" + bad.text("id") + "/revoke", "{\"reason\":\"another\"}")
                .text("revokedReason");
        assertThat(again).isEqualTo("lost laptop");
        assertThat(server.get("/ssh/certificates/" + bad.text("id")).text("revokedAt"))
                .isEqualTo(revoked.text("revokedAt"));
        assertThat(server.get("/ssh/certificates?limit=2")
                        .json()
                        .path("data")
                        .get(0)
                        .path("serial")
                        .asLong())
                .isGreaterThan(good.json().path("serial").asLong());
    }

    private byte[] krl() {
        Answer answer = server.get("/ssh/ca/" + authority + "/krl");
        assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
        return answer.bytes();
    }

    @Test
    void a_weak_rsa_key_is_not_certified() throws IOException {
        Answer refused = issue(newKey("-t", "rsa", "-b", "1024"), "");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("detail")).contains("1024 bits");
    }

    private static boolean runs(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor(10, TimeUnit.SECONDS);
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String said(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("TZ", "UTC");
        return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
