package dev.infrahub.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The OpenSSH of this machine, or of the folder that {@code HUB_OPENSSH} names, with {@code bin} and {@code sbin}. */
final class Openssh {

    private static final int LONGEST_SECONDS = 30;

    private Openssh() {}

    /** The path of a tool, or a skipped test that says why. */
    static String tool(String name) {
        Optional<Path> found = folders()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(
                found.isPresent(),
                () -> "there is no " + name + " here: apt-get install openssh-server, or HUB_OPENSSH");
        return found.orElseThrow().toString();
    }

    private static Stream<Path> folders() {
        return Optional.ofNullable(System.getenv("HUB_OPENSSH"))
                .map(home -> Stream.of("bin", "sbin").map(Path.of(home)::resolve))
                .orElseGet(() -> Stream.of("/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin")
                        .map(Path::of));
    }

    /** Where this OpenSSH does not know the algorithm, the test is skipped and says so: the composite came with 10.5. */
    static void requireKnown(Path folder, String algorithm) throws IOException, InterruptedException {
        String known = run(folder, List.of(tool("ssh"), "-Q", "key")).said();
        Assumptions.assumeTrue(
                known.lines().anyMatch(algorithm::equals), () -> "the OpenSSH here does not know " + algorithm);
    }

    /** What a command says, on both outputs, and how it ended. */
    record Ended(int status, String said) {}

    static Ended run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "said", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("does not end: " + command);
        }
        return new Ended(process.exitValue(), Files.readString(output));
    }

    /** Makes a key pair; the public one is beside it, in a file that ends in .pub. */
    static Path newKey(Path folder, String name) throws IOException, InterruptedException {
        Path file = folder.resolve(name);
        Ended made = run(
                folder,
                List.of(tool("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-C", "rita", "-f", file.toString()));
        if (made.status() != 0) {
            throw new IllegalStateException(made.said());
        }
        return file;
    }
}
