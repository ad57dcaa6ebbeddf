package dev.infrahub.standalone;

import static dev.infrahub.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.embedded.Ports;
import dev.infrahub.standalone.Openssh.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A host as the gateway's README sets one up: an sshd on loopback that trusts the hub's authority and reads its revocation
 * list. It runs as whoever runs the tests, so that is whom one logs in as; the principal {@code deploy} may.
 */
record Sshd(Path folder, int port, Process process) implements AutoCloseable {

    /** Debian's sshd, as root, hands connections to a process that is locked in there. */
    private static final Path PRIVILEGE_SEPARATION = Path.of("/run/sshd");

    private static final int LONGEST_STOP_SECONDS = 10;

    static Sshd start(Path folder, String authority, byte[] revocations) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        if (Files.isWritable(PRIVILEGE_SEPARATION.getParent())) {
            Files.createDirectories(PRIVILEGE_SEPARATION);
        }
        int port = Ports.free();
        Path hostKey = Openssh.newKey(folder, "host_key");
        Files.writeString(folder.resolve("hub_ca.pub"), authority);
        Files.write(folder.resolve("hub_revoked"), revocations);
        Files.writeString(folder.resolve("principals"), "deploy\n");
        Path configuration = Files.writeString(folder.resolve("sshd_config"), """
                ListenAddress 127.0.0.1
                Port %2$d
                HostKey %3$s
                PidFile none
                TrustedUserCAKeys %1$s/hub_ca.pub
                RevokedKeys %1$s/hub_revoked
                AuthorizedPrincipalsFile %1$s/principals
                AuthorizedKeysFile none
                PasswordAuthentication no
                KbdInteractiveAuthentication no
                UsePAM no
                StrictModes no
                LogLevel VERBOSE
                CASignatureAlgorithms %4$s
                """.formatted(
                        folder, port, hostKey, authority.split(" ", 2)[0]));
        Process process = new ProcessBuilder(Openssh.tool("sshd"), "-D", "-e", "-f", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sshd.log").toFile())
                .start();
        Sshd sshd = new Sshd(folder, port, process);
        eventually(() -> assertThat(sshd.log()).contains("Server listening"));
        return sshd;
    }

    /** What the host's cron does. */
    void revoke(byte[] revocations) throws IOException {
        Files.write(folder.resolve("hub_revoked"), revocations);
    }

    /** Logs in with the certificate, says hello there, and tells what came of it. */
    Ended logIn(Path key, String certificate) throws IOException, InterruptedException {
        Path file = Files.writeString(Files.createTempFile(folder, "id", "-cert.pub"), certificate + "\n");
        return Openssh.run(
                folder,
                List.of(
                        Openssh.tool("ssh"),
                        "-F",
                        "/dev/null",
                        "-o",
                        "BatchMode=yes",
                        "-o",
                        "IdentitiesOnly=yes",
                        "-o",
                        "IdentityAgent=none",
                        "-o",
                        "StrictHostKeyChecking=yes",
                        "-o",
                        "UserKnownHostsFile=" + knownHosts(),
                        "-o",
                        "CertificateFile=" + file,
                        "-i",
                        key.toString(),
                        "-p",
                        Integer.toString(port),
                        System.getProperty("user.name") + "@127.0.0.1",
                        "echo hello from $((6 * 7))"));
    }

    private Path knownHosts() throws IOException {
        return Files.writeString(
                folder.resolve("known_hosts"),
                "[127.0.0.1]:" + port + " " + Files.readString(folder.resolve("host_key.pub")));
    }

    String log() throws IOException {
        return Files.readString(folder.resolve("sshd.log"));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
