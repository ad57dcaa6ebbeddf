package dev.infrahub.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The OpenSSH of this machine, or the one that is installed under {@code HUB_OPENSSH}. */
public record Openssh(List<Path> folders) {

    public static final String COMPOSITE = "ssh-mldsa44-ed25519@openssh.com";
    static final String COMPOSITE_CERTIFICATE = "ssh-mldsa44-ed25519-cert-v01@openssh.com";

    private static final int LONGEST_SECONDS = 30;

    /** Where one of the tools is missing, the test is skipped and says so. */
    public static Openssh installed(String... tools) {
        Openssh openssh = new Openssh(Optional.ofNullable(System.getenv("HUB_OPENSSH"))
                .map(prefix -> Stream.of("bin", "sbin").map(Path.of(prefix)::resolve))
                .orElseGet(Openssh::ofTheMachine)
                .toList());
        Stream.of(tools).forEach(openssh::needsTool);
        return openssh;
    }

    /** Where sshd is, is on the path of root alone. */
    private static Stream<Path> ofTheMachine() {
        Stream<String> path = Stream.ofNullable(System.getenv("PATH")).flatMap(all -> Stream.of(all.split(":", -1)));
        return Stream.concat(path, Stream.of("/usr/sbin", "/usr/local/sbin")).map(Path::of);
    }

    private void needsTool(String tool) {
        Assumptions.assumeTrue(
                find(tool).isPresent(),
                () -> "there is no " + tool + " here: apt-get install openssh-server, or HUB_OPENSSH");
    }

    private Optional<Path> find(String tool) {
        return folders.stream()
                .map(folder -> folder.resolve(tool))
                .filter(Files::isExecutable)
                .findFirst();
    }

    boolean knows(String keyType) {
        return run("ssh", "-Q", "key").said().lines().anyMatch(keyType::equals);
    }

    /** Where this OpenSSH does not know keys of the type, the test is skipped and says so: the composite came with 10.5. */
    public void needs(String keyType) {
        Assumptions.assumeTrue(
                knows(keyType), () -> run("ssh", "-V").said().strip() + " does not know keys of " + keyType);
    }

    /** Makes a key pair. */
    public NewKey newKey(Path folder, String... arguments) throws IOException {
        Path file = Files.createTempDirectory(folder, "key").resolve("id");
        List<String> all = new ArrayList<>(List.of("-q", "-N", "", "-C", "alice", "-f", file.toString()));
        all.addAll(List.of(arguments));
        Ended made = run("ssh-keygen", all.toArray(String[]::new));
        assertThat(made.status()).as(made.said()).isZero();
        return new NewKey(file, Files.readString(Path.of(file + ".pub")).strip());
    }

    /** @param line of authorized_keys */
    public record NewKey(Path file, String line) {}

    /** @param said on both outputs */
    public record Ended(int status, String said) {}

    /** Runs a tool to its end, in UTC. */
    public Ended run(String tool, String... arguments) {
        try {
            Path output = Files.createTempFile(tool, ".txt");
            try {
                Process process = start(output, tool, arguments);
                return new Ended(status(process), Files.readString(output));
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Process start(Path output, String tool, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addFirst(find(tool).orElseThrow().toString());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("TZ", "UTC");
        return builder.start();
    }

    private static int status(Process process) {
        try {
            boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            assertThat(ended).as("ends within %s seconds", LONGEST_SECONDS).isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
