package dev.infrahub.quantumapilocal;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The OpenSSH of this machine, or the one that is installed under {@code HUB_OPENSSH}. */
record Openssh(List<Path> folders) {

    static final String COMPOSITE = "ssh-mldsa44-ed25519@openssh.com";
    static final String COMPOSITE_CERTIFICATE = "ssh-mldsa44-ed25519-cert-v01@openssh.com";

    /** Where there is none, the test is skipped and says so. */
    static Openssh installed() {
        Openssh openssh = new Openssh(Optional.ofNullable(System.getenv("HUB_OPENSSH"))
                .map(prefix -> Stream.of("bin", "sbin").map(Path.of(prefix)::resolve))
                .orElseGet(() -> Stream.concat(Stream.of(System.getenv("PATH").split(":", -1)), Stream.of("/usr/sbin"))
                        .map(Path::of))
                .toList());
        for (String tool : List.of("ssh", "ssh-keygen")) {
            assumeThat(openssh.find(tool)).as("%s is installed", tool).isPresent();
        }
        return openssh;
    }

    Optional<Path> find(String tool) {
        return folders.stream()
                .map(folder -> folder.resolve(tool))
                .filter(Files::isExecutable)
                .findFirst();
    }

    boolean knows(String keyType) {
        return said("ssh", "-Q", "key").lines().anyMatch(keyType::equals);
    }

    /** Where this OpenSSH does not know keys of the type, the test is skipped and says so: the composite came with 10.5. */
    void needs(String keyType) {
        assumeThat(knows(keyType))
                .as("%s knows keys of %s", said("ssh", "-V").strip(), keyType)
                .isTrue();
    }

    /** Makes a key pair. */
    NewKey newKey(Path folder, String... arguments) throws IOException {
        Path file = Files.createTempDirectory(folder, "key").resolve("id");
        List<String> all = new ArrayList<>(List.of("-q", "-N", "", "-C", "alice", "-f", file.toString()));
        all.addAll(List.of(arguments));
        said("ssh-keygen", all.toArray(String[]::new));
        return new NewKey(file, Files.readString(Path.of(file + ".pub")).strip());
    }

    /** @param line of authorized_keys */
    record NewKey(Path file, String line) {}

    /** What a tool prints, on both outputs, in UTC. */
    String said(String tool, String... arguments) {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addFirst(find(tool).orElseThrow().toString());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("TZ", "UTC");
        try {
            return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
