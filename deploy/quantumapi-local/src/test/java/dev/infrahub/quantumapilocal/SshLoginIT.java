package dev.infrahub.quantumapilocal;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.quantumapilocal.Server.Answer;
import dev.infrahub.testing.Openssh;
import dev.infrahub.testing.Openssh.Ended;
import dev.infrahub.testing.Openssh.NewKey;
import dev.infrahub.testing.Sshd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real sshd lets in whom a certificate is for, and nobody else. The composite needs OpenSSH 10.5. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SshLoginIT {

    @TempDir
    Path folder;

    private Server server;
    private Openssh openssh;

    @BeforeAll
    void start() {
        openssh = Openssh.installed("ssh", "ssh-keygen", "sshd");
        server = Server.start();
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private Answer authority(String algorithm) {
        return server.post("/ssh/ca", "{\"name\":\"%s\",\"algorithm\":\"%s\"}".formatted(UUID.randomUUID(), algorithm));
    }

    private Sshd trusting(Answer... authorities) throws IOException {
        List<String> lines = Stream.of(authorities)
                .map(authority -> authority.text("publicKey"))
                .toList();
        return Sshd.trusting(openssh, Files.createTempDirectory(folder, "sshd"), lines, new byte[0]);
    }

    private Answer issue(Answer authority, NewKey key, String principal, String more) {
        Answer issued = server.post(
                "/ssh/certificates",
                "{\"caId\":\"%s\",\"publicKey\":\"%s\",\"principals\":[\"%s\"],\"identity\":\"CHG-42 alice\"%s}"
                        .formatted(authority.text("id"), key.line(), principal, more));
        assertThat(issued.status()).as(issued.body()).isEqualTo(201);
        return issued;
    }

    @ParameterizedTest(name = "an authority of {0}, a key of {1}")
    @CsvSource({
        "ssh-ed25519, ssh-ed25519, ed25519",
        "ssh-mldsa44-ed25519@openssh.com, ssh-ed25519, ed25519",
        "ssh-ed25519, ssh-mldsa44-ed25519@openssh.com, mldsa44-ed25519",
        "ssh-mldsa44-ed25519@openssh.com, ssh-mldsa44-ed25519@openssh.com, mldsa44-ed25519"
    })
    void a_certificate_logs_in_whom_it_is_for_until_it_is_over_or_revoked(
            String algorithm, String keyType, String keygenType) throws IOException {
        openssh.needs(algorithm);
        openssh.needs(keyType);
        Answer authority = authority(algorithm);
        NewKey key = openssh.newKey(folder, "-t", keygenType);
        try (Sshd sshd = trusting(authority)) {
            letsIn(sshd, authority, key);
            keepsOut(sshd, authority, key);
            keepsOutWhatIsRevoked(sshd, authority, key);
        }
    }

    /**
     * So both may stand in one file while hosts are taken to the new version one by one. An sshd that does not know a line
     * reads no further ({@code sshkey_in_file} of OpenSSH's authfile.c): what it knows comes first.
     */
    @Test
    void an_authority_of_the_composite_on_the_last_line_does_not_keep_out_who_is_certified_by_another()
            throws IOException {
        Answer composite = authority(Openssh.COMPOSITE);
        Answer classical = authority("ssh-ed25519");
        NewKey key = openssh.newKey(folder, "-t", "ed25519");
        try (Sshd sshd = trusting(classical, composite)) {
            String certificate = issue(classical, key, Sshd.USER, "").text("certificate");
            assertThat(sshd.login(key, certificate).said()).as(sshd.log()).isEqualToIgnoringNewLines(Sshd.SAYS);
        }
    }

    private void letsIn(Sshd sshd, Answer authority, NewKey key) throws IOException {
        String good = issue(authority, key, Sshd.USER, "").text("certificate");
        assertThat(sshd.login(key, good).said()).as(sshd.log()).isEqualToIgnoringNewLines(Sshd.SAYS);
        assertThat(sshd.log()).contains("ID \"CHG-42 alice\"").contains(authority.text("fingerprint"));
        String forced = issue(authority, key, Sshd.USER, ",\"criticalOptions\":{\"force-command\":\"echo forced\"}")
                .text("certificate");
        assertThat(sshd.login(key, forced).said()).isEqualToIgnoringNewLines("forced");
    }

    private void keepsOut(Sshd sshd, Answer authority, NewKey key) throws IOException {
        String ofAnother = issue(authority, key, "another", "").text("certificate");
        refuses(sshd, key, ofAnother, "Certificate invalid: name is not a listed principal");

        String fromElsewhere = issue(
                        authority, key, Sshd.USER, ",\"criticalOptions\":{\"source-address\":\"192.0.2.0/24\"}")
                .text("certificate");
        refuses(sshd, key, fromElsewhere, "not from a permitted source address");

        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
        String early = issue(authority, key, Sshd.USER, ",\"validAfter\":\"%s\"".formatted(tomorrow))
                .text("certificate");
        refuses(sshd, key, early, "Certificate invalid: not yet valid");

        String late = issue(authority, key, Sshd.USER, ",\"ttlSeconds\":1").text("certificate");
        eventually(() -> refuses(sshd, key, late, "Certificate invalid: expired"));

        Answer stranger = authority(authority.text("algorithm"));
        String untrusted = issue(stranger, key, Sshd.USER, "").text("certificate");
        refuses(sshd, key, untrusted, "Permission denied");
    }

    private void keepsOutWhatIsRevoked(Sshd sshd, Answer authority, NewKey key) throws IOException {
        Answer lost = issue(authority, key, Sshd.USER, "");
        Answer kept = issue(authority, key, Sshd.USER, "");
        assertThat(sshd.login(key, lost.text("certificate")).said()).isEqualToIgnoringNewLines(Sshd.SAYS);
        server.post("/ssh/certificates/" + lost.text("id") + "/revoke", "{\"reason\":\"lost laptop\"}");
        sshd.revokes(server.get("/ssh/ca/" + authority.text("id") + "/krl").bytes());
        refuses(sshd, key, lost.text("certificate"), "revoked by file");
        assertThat(sshd.login(key, kept.text("certificate")).said()).isEqualToIgnoringNewLines(Sshd.SAYS);
    }

    /** @param why as sshd's log has it, or ssh itself */
    private static void refuses(Sshd sshd, NewKey key, String certificate, String why) throws IOException {
        int before = sshd.log().length();
        Ended login = sshd.login(key, certificate);
        assertThat(login.status()).as(login.said()).isNotZero();
        assertThat(login.said()).contains("Permission denied").doesNotContain(Sshd.SAYS);
        assertThat(login.said() + sshd.log().substring(before)).contains(why);
    }
}
