package dev.infrahub.quantumapilocal;

import static dev.infrahub.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An sshd on loopback that trusts SSH authorities and nothing else; one can log in as oneself. */
record Sshd(Openssh openssh, Process process, Path folder, int port) implements AutoCloseable {

    static final String USER = System.getProperty("user.name");
    static final String SAYS = "logged in";

    /** @param authorities the lines of their public keys */
    static Sshd trusting(Openssh openssh, Path folder, String... authorities) throws IOException {
        assumeThat(openssh.find("sshd")).as("sshd is installed").isPresent();
        int port = freePort();
        Files.write(folder.resolve("ca.pub"), List.of(authorities));
        Files.write(folder.resolve("revoked.krl"), new byte[0]);
        Path config = folder.resolve("sshd_config");
        Path hostKey = openssh.newKey(folder, "-t", "ed25519").file();
        Files.writeString(config, """
                ListenAddress 127.0.0.1
                Port %2$d
                HostKey %3$s
                PidFile none
                TrustedUserCAKeys %1$s/ca.pub
                RevokedKeys %1$s/revoked.krl
                AuthorizedKeysFile none
                PasswordAuthentication no
                KbdInteractiveAuthentication no
                LogLevel VERBOSE
                """.formatted(folder, port, hostKey));
        Files.writeString(config, ofItsVersion(openssh, config), StandardOpenOption.APPEND);
        assumeThat(openssh.said("sshd", "-t", "-f", config.toString()))
                .as("what keeps sshd from starting here")
                .isEmpty();
        Process process = new ProcessBuilder(
                        openssh.find("sshd").orElseThrow().toString(), "-D", "-e", "-f", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sshd.log").toFile())
                .start();
        Sshd sshd = new Sshd(openssh, process, folder, port);
        eventually(() -> assertThat(sshd.log()).contains("Server listening on"));
        return sshd;
    }

    /** The composite is known to 10.5 and not among its defaults; a 9.8 or later shuts out who fails often. */
    private static String ofItsVersion(Openssh openssh, Path config) {
        String lines = "";
        if (openssh.knows(Openssh.COMPOSITE)) {
            lines += "CASignatureAlgorithms +" + Openssh.COMPOSITE + "\n";
            lines += "PubkeyAcceptedAlgorithms +" + Openssh.COMPOSITE_CERTIFICATE + "\n";
        }
        String settings = openssh.said("sshd", "-T", "-f", config.toString());
        return settings.toLowerCase(Locale.ROOT).contains("persourcepenalties ")
                ? lines + "PerSourcePenalties no\n"
                : lines;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** @param list what RevokedKeys is from now on */
    void revokes(byte[] list) throws IOException {
        Files.write(folder.resolve("revoked.krl"), list);
    }

    /** What ssh prints when it logs in with the certificate, to print {@link #SAYS}. */
    String login(Openssh.NewKey key, String certificate) throws IOException {
        Path file = Files.writeString(Path.of(key.file() + "-cert.pub"), certificate + "\n");
        List<String> arguments =
                new ArrayList<>(List.of("-F", "none", "-i", key.file().toString()));
        arguments.addAll(List.of("-p", Integer.toString(port)));
        Stream.of(
                        "CertificateFile=" + file,
                        "IdentitiesOnly=yes",
                        "BatchMode=yes",
                        "StrictHostKeyChecking=no",
                        "UserKnownHostsFile=/dev/null",
                        "LogLevel=ERROR")
                .forEach(option -> arguments.addAll(List.of("-o", option)));
        if (openssh.knows(Openssh.COMPOSITE)) {
            arguments.addAll(List.of(
                    "-o", "PubkeyAcceptedAlgorithms=+" + Openssh.COMPOSITE_CERTIFICATE + "," + Openssh.COMPOSITE));
        }
        arguments.addAll(List.of(USER + "@127.0.0.1", "echo " + SAYS));
        return openssh.said("ssh", arguments.toArray(String[]::new));
    }

    String log() throws IOException {
        return Files.readString(folder.resolve("sshd.log"));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
