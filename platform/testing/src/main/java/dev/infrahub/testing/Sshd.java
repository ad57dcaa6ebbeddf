package dev.infrahub.testing;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.embedded.Ports;
import dev.infrahub.testing.Openssh.Ended;
import dev.infrahub.testing.Openssh.NewKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * An sshd on loopback that trusts SSH authorities and nothing else. It runs as whoever runs the tests, so that is whom one
 * logs in as.
 */
public record Sshd(Openssh openssh, Process process, Path folder, int port) implements AutoCloseable {

    public static final String USER = System.getProperty("user.name");
    public static final String SAYS = "hello from 42";

    /** Not what it says: a client that shows the command has not run it. */
    private static final String COMMAND = "echo hello from $((6 * 7))";

    private static final Path RUN = Path.of("/run");
    private static final int LONGEST_STOP_SECONDS = 10;

    /**
     * @param authorities the lines of their public keys
     * @param revocations what RevokedKeys is at first
     * @param principals who may log in as the user; if none are named, who has the user's own name
     */
    public static Sshd trusting(
            Openssh openssh, Path folder, List<String> authorities, byte[] revocations, String... principals)
            throws IOException {
        NewKey hostKey = openssh.newKey(folder, "-t", "ed25519");
        assumeItStarts(openssh, hostKey);
        int port = Ports.free();
        Files.write(folder.resolve("ca.pub"), authorities);
        Files.write(folder.resolve("revoked.krl"), revocations);
        Files.writeString(folder.resolve("known_hosts"), "[127.0.0.1]:" + port + " " + hostKey.line() + "\n");
        String configuration = basics(folder, port, hostKey)
                + algorithms(openssh, authorities)
                + mayLogIn(folder, principals)
                + ofItsVersion(openssh, hostKey);
        return launch(openssh, folder, port, configuration);
    }

    private static Sshd launch(Openssh openssh, Path folder, int port, String configuration) throws IOException {
        Path file = Files.writeString(folder.resolve("sshd_config"), configuration);
        Process process = openssh.start(folder.resolve("sshd.log"), "sshd", "-D", "-e", "-f", file.toString());
        Sshd sshd = new Sshd(openssh, process, folder, port);
        eventually(() -> assertThat(sshd.log()).contains("Server listening on"));
        return sshd;
    }

    /**
     * Where no sshd could start, however it is configured, the test is skipped and says why. Debian's, as root, hands
     * connections to a process that is locked in a folder under /run.
     */
    private static void assumeItStarts(Openssh openssh, NewKey hostKey) throws IOException {
        if (Files.isWritable(RUN)) {
            Files.createDirectories(RUN.resolve("sshd"));
        }
        Ended tested = tested(openssh, hostKey);
        Assumptions.assumeTrue(tested.status() == 0, () -> "sshd cannot start here: " + tested.said());
    }

    private static Ended tested(Openssh openssh, NewKey hostKey, String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("-t", "-f", "/dev/null", "-h", hostKey.file().toString()));
        arguments.addAll(List.of(options));
        return openssh.run("sshd", arguments.toArray(String[]::new));
    }

    private static String basics(Path folder, int port, NewKey hostKey) {
        return """
                ListenAddress 127.0.0.1
                Port %2$d
                HostKey %3$s
                PidFile none
                TrustedUserCAKeys %1$s/ca.pub
                RevokedKeys %1$s/revoked.krl
                AuthorizedKeysFile none
                PasswordAuthentication no
                KbdInteractiveAuthentication no
                UsePAM no
                StrictModes no
                LogLevel VERBOSE
                """.formatted(folder, port, hostKey.file());
    }

    /** The authorities' own and no other; one that this OpenSSH does not know would keep sshd from starting. */
    private static String algorithms(Openssh openssh, List<String> authorities) {
        return authorities.stream()
                .map(line -> line.split(" ", 2)[0])
                .distinct()
                .filter(openssh::knows)
                .collect(Collectors.joining(",", "CASignatureAlgorithms ", "\n"));
    }

    private static String mayLogIn(Path folder, String... principals) throws IOException {
        return principals.length == 0
                ? ""
                : "AuthorizedPrincipalsFile " + Files.write(folder.resolve("principals"), List.of(principals)) + "\n";
    }

    /** The composite is known to 10.5 and not among its defaults; a 9.8 or later shuts out who fails often. */
    private static String ofItsVersion(Openssh openssh, NewKey hostKey) {
        String lines = "";
        if (openssh.knows(Openssh.COMPOSITE)) {
            lines += "PubkeyAcceptedAlgorithms +" + Openssh.COMPOSITE_CERTIFICATE + "\n";
        }
        if (tested(openssh, hostKey, "-o", "PerSourcePenalties=no").status() == 0) {
            lines += "PerSourcePenalties no\n";
        }
        return lines;
    }

    /** @param list what RevokedKeys is from now on */
    public void revokes(byte[] list) throws IOException {
        Files.write(folder.resolve("revoked.krl"), list);
    }

    /** Logs in with the certificate, to print {@link #SAYS} there. */
    public Ended login(NewKey key, String certificate) throws IOException {
        Path file = Files.writeString(Path.of(key.file() + "-cert.pub"), certificate + "\n");
        List<String> arguments =
                new ArrayList<>(List.of("-F", "none", "-i", key.file().toString(), "-p", Integer.toString(port)));
        Stream.of(
                        "CertificateFile=" + file,
                        "IdentitiesOnly=yes",
                        "IdentityAgent=none",
                        "BatchMode=yes",
                        "StrictHostKeyChecking=yes",
                        "UserKnownHostsFile=" + folder.resolve("known_hosts"),
                        "LogLevel=ERROR")
                .forEach(option -> arguments.addAll(List.of("-o", option)));
        if (openssh.knows(Openssh.COMPOSITE)) {
            arguments.addAll(List.of(
                    "-o", "PubkeyAcceptedAlgorithms=+" + Openssh.COMPOSITE_CERTIFICATE + "," + Openssh.COMPOSITE));
        }
        arguments.addAll(List.of(USER + "@127.0.0.1", COMMAND));
        return openssh.run("ssh", arguments.toArray(String[]::new));
    }

    public String log() throws IOException {
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
