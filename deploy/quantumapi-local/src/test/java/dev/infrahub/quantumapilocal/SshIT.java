package dev.infrahub.quantumapilocal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.quantumapilocal.Server.Answer;
import dev.infrahub.testing.Openssh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates and revocation lists as OpenSSH itself reads them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SshIT {

    @TempDir
    Path folder;

    private Server server;
    private Openssh openssh;
    private String classical = "";
    private String composite = "";

    @BeforeAll
    void start() {
        openssh = Openssh.installed("ssh", "ssh-keygen");
        server = Server.start();
        classical = server.post("/ssh/ca", "{\"name\":\"production hosts\"}").text("id");
        composite = server.post("/ssh/ca", "{\"name\":\"new hosts\",\"algorithm\":\"" + Openssh.COMPOSITE + "\"}")
                .text("id");
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private String authority(String algorithm) {
        openssh.needs(algorithm);
        return algorithm.equals(Openssh.COMPOSITE) ? composite : classical;
    }

    private Answer issue(String authority, String publicKey, String more) {
        return server.post(
                "/ssh/certificates",
                "{\"caId\":\"%s\",\"publicKey\":\"%s\",\"principals\":[\"deploy\",\"root\"],\"identity\":\"CHG-42 alice\"%s}"
                        .formatted(authority, publicKey, more));
    }

    private String newKey(String... arguments) throws IOException {
        return openssh.newKey(folder, arguments).line();
    }

    @ParameterizedTest
    @CsvSource({
        "ssh-ed25519, ED25519, ed25519, 256, ssh-ed25519",
        "ssh-ed25519, ED25519, ecdsa, 256, ecdsa-sha2-nistp256",
        "ssh-ed25519, ED25519, ecdsa, 384, ecdsa-sha2-nistp384",
        "ssh-ed25519, ED25519, ecdsa, 521, ecdsa-sha2-nistp521",
        "ssh-ed25519, ED25519, rsa, 2048, ssh-rsa",
        "ssh-ed25519, ED25519, mldsa44-ed25519, 256, ssh-mldsa44-ed25519@openssh.com",
        "ssh-mldsa44-ed25519@openssh.com, MLDSA44-ED25519, ed25519, 256, ssh-ed25519",
        "ssh-mldsa44-ed25519@openssh.com, MLDSA44-ED25519, rsa, 3072, ssh-rsa",
        "ssh-mldsa44-ed25519@openssh.com, MLDSA44-ED25519, mldsa44-ed25519, 256, ssh-mldsa44-ed25519@openssh.com"
    })
    void ssh_keygen_reads_a_certificate_of_every_type_of_key(
            String algorithm, String shown, String type, String bits, String keyType) throws IOException {
        String authority = authority(algorithm);
        openssh.needs(keyType);
        String name = keyType.replace("@openssh.com", "") + "-cert-v01@openssh.com";
        Answer issued = issue(
                authority,
                newKey("-t", type, "-b", bits),
                ",\"ttlSeconds\":3600,\"extensions\":[\"permit-pty\",\"permit-agent-forwarding\"],"
                        + "\"criticalOptions\":{\"force-command\":\"/bin/true\",\"source-address\":\"10.0.0.0/8\"}");
        assertThat(issued.status()).as(issued.body()).isEqualTo(201);
        assertThat(issued.text("algorithm")).isEqualTo(name);
        Path file =
                Files.writeString(folder.resolve(issued.text("id") + "-cert.pub"), issued.text("certificate") + "\n");
        String said = openssh.run("ssh-keygen", "-L", "-f", file.toString()).said();
        String fingerprint = server.get("/ssh/ca/" + authority).text("fingerprint");
        assertThat(said)
                .contains("Type: " + name + " user certificate")
                .contains("Signing CA: " + shown + " " + fingerprint + " (using " + algorithm + ")")
                .contains("Key ID: \"CHG-42 alice\"")
                .contains("Serial: " + issued.text("serial"))
                .containsSubsequence("Principals:", "deploy", "root")
                .containsSubsequence("Critical Options:", "force-command /bin/true", "source-address 10.0.0.0/8")
                .containsSubsequence("Extensions:", "permit-agent-forwarding", "permit-pty")
                .contains("from " + issued.text("validAfter").replace("Z", "") + " to "
                        + issued.text("validBefore").replace("Z", ""));
        Path certified = Files.writeString(
                folder.resolve("ca-" + issued.text("id") + ".pub"), issued.text("caPublicKey") + "\n");
        assertThat(openssh.run("ssh-keygen", "-l", "-f", certified.toString()).said())
                .contains(fingerprint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssh-ed25519", Openssh.COMPOSITE})
    void ssh_keygen_finds_a_revoked_certificate_in_the_list_and_no_other(String algorithm) throws IOException {
        String authority = authority(algorithm);
        Answer good = issue(authority, newKey("-t", "ed25519"), "");
        Answer bad = issue(authority, newKey("-t", "ed25519"), ",\"reason\":\"maintenance\"");
        Path goodFile = Files.writeString(folder.resolve("good-cert.pub"), good.text("certificate") + "\n");
        Path badFile = Files.writeString(folder.resolve("bad-cert.pub"), bad.text("certificate") + "\n");
        Path empty = Files.write(folder.resolve("empty.krl"), krl(authority));
        assertThat(openssh.run("ssh-keygen", "-Q", "-f", empty.toString(), badFile.toString())
                        .said())
                .contains("ok");

        Answer revoked = server.post("/ssh/certificates/" + bad.text("id") + "/revoke", "{\"reason\":\"lost laptop\"}");
        assertThat(revoked.text("revokedReason")).as(revoked.body()).isEqualTo("lost laptop");
        assertThat(revoked.text("reason")).isEqualTo("maintenance");
        Path list = Files.write(folder.resolve("list.krl"), krl(authority));
        assertThat(openssh.run("ssh-keygen", "-Q", "-f", list.toString(), goodFile.toString())
                        .said())
                .contains("ok");
        assertThat(openssh.run("ssh-keygen", "-Q", "-f", list.toString(), badFile.toString())
                        .said())
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

    private byte[] krl(String authority) {
        Answer answer = server.get("/ssh/ca/" + authority + "/krl");
        assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
        return answer.bytes();
    }

    /** Serials are the installation's, so a list that named no authority would revoke another's. */
    @Test
    void the_list_of_one_authority_says_nothing_of_another() throws IOException {
        Answer here = issue(classical, newKey("-t", "ed25519"), "");
        Answer there = issue(composite, newKey("-t", "ed25519"), "");
        byte[] before = krl(classical);
        server.post("/ssh/certificates/" + there.text("id") + "/revoke", "{\"reason\":\"lost laptop\"}");
        byte[] after = krl(classical);
        assertThat(after).hasSameSizeAs(before);
        assertThat(here.json().path("serial").asLong())
                .isNotEqualTo(there.json().path("serial").asLong());
        Path list = Files.write(folder.resolve("classical.krl"), after);
        Path file = Files.writeString(folder.resolve("here-cert.pub"), here.text("certificate") + "\n");
        assertThat(openssh.run("ssh-keygen", "-Q", "-f", list.toString(), file.toString())
                        .said())
                .contains("ok");
    }

    @Test
    void a_weak_rsa_key_is_not_certified() throws IOException {
        Answer refused = issue(classical, newKey("-t", "rsa", "-b", "1024"), "");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("detail")).contains("1024 bits");
    }
}
