package dev.infrahub.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What an auditor is given: the jar, the script, and the bytes for anybody's verifier. */
class JarIT {

    private static final Path ROOT = Path.of(System.getProperty("hub.project.root", "."));

    @TempDir
    private Path directory;

    private Path evidence;

    private record Said(int exit, String text) {}

    @BeforeEach
    void write() throws IOException {
        evidence = Files.writeString(
                directory.resolve("evidence.json"), Samples.files().evidence());
    }

    @Test
    void the_jar_verifies_alone_and_tells_by_its_exit_code() throws Exception {
        String text = Samples.files().evidence();
        Path changed =
                Files.writeString(directory.resolve("changed.json"), text.replaceFirst("\"sig\":\"..", "\"sig\":\"zz"));
        Path cut = Files.writeString(directory.resolve("cut.json"), text.substring(0, text.length() / 2));

        Said valid = jar(evidence.toString(), "--key", Samples.files().keyFingerprint());
        assertThat(valid.exit()).as(valid.text()).isZero();
        assertThat(valid.text()).contains(": VALID", "ok   That key is one of those you trust.");
        assertThat(jar(changed.toString()).exit()).isEqualTo(1);
        assertThat(jar(cut.toString()).exit()).isEqualTo(2);
        assertThat(jar(directory.resolve("none.json").toString()).exit()).isEqualTo(2);
        assertThat(jar(evidence.toString(), changed.toString()).exit()).isEqualTo(1);
        assertThat(jar().text()).contains("usage:");
        assertThat(jar("--key", "SHA256:short", evidence.toString()).exit()).isEqualTo(2);
        assertThat(jar("--consistency", evidence.toString(), evidence.toString())
                        .exit())
                .isEqualTo(2);
    }

    /** The jar holds only the classes that something refers to. */
    @Test
    void the_jar_has_what_every_kind_of_file_takes() throws Exception {
        Samples files = Samples.files();
        for (String text : List.of(files.other(), files.verification(), files.report())) {
            Said valid =
                    jar(Files.writeString(directory.resolve("file.json"), text).toString());
            assertThat(valid.exit()).as(valid.text()).isZero();
        }
    }

    @Test
    void another_implementation_verifies_the_very_bytes_that_are_extracted() throws Exception {
        Path verifier = ROOT.resolve("deploy/ci/verifier");
        assumeThat(verifier.resolve("node_modules/@noble/post-quantum"))
                .as("npm ci was run in deploy/ci/verifier")
                .exists();
        Path extracted = directory.resolve("extracted");
        assertThat(jar(evidence.toString(), "--extract", extracted.toString()).exit())
                .isZero();
        List<Map<String, String>> signatures = new ArrayList<>();
        try (Stream<Path> files = Files.list(extracted)) {
            for (Path message :
                    files.filter(file -> file.toString().endsWith(".message")).toList()) {
                String name = message.toString().replace(".message", "");
                signatures.add(Map.of(
                        "algorithm", "ML-DSA-65",
                        "data", base64(Path.of(name + ".message")),
                        "signature", base64(Path.of(name + ".signature")),
                        "publicKey", base64(Path.of(name + ".public.raw")),
                        "context", base64(Path.of(name + ".context"))));
            }
        }
        Path input = Files.write(
                directory.resolve("input.json"),
                new JsonMapper().writeValueAsBytes(Map.of("signatures", signatures, "payloads", List.of())));

        Said said = run(Map.of(), Optional.of(input), verifier, "node", "verify.mjs");
        assertThat(said.exit()).as(said.text()).isZero();
        assertThat(said.text()).contains("4 signatures verified");
    }

    @Test
    void the_script_verifies_without_java_and_finds_what_is_wrong() throws Exception {
        String openssl = System.getenv().getOrDefault("OPENSSL", "openssl");
        assumeThat(run(Map.of(), Optional.empty(), ROOT, openssl, "list", "-signature-algorithms")
                        .text())
                .as("an OpenSSL that knows ML-DSA: 3.5 or newer")
                .contains("ML-DSA-65");
        String script = ROOT.resolve("deploy/verify/verify.sh").toString();
        Path changed = Files.writeString(
                directory.resolve("changed.json"),
                Samples.files().evidence().replaceFirst("\"sig\":\"..", "\"sig\":\"zz"));

        Said valid =
                script(openssl, script, evidence.toString(), Samples.files().keyFingerprint());
        assertThat(valid.exit()).as(valid.text()).isZero();
        assertThat(script(openssl, script, changed.toString()).exit()).isEqualTo(1);
        assertThat(script(openssl, script, evidence.toString(), "SHA256:" + "A".repeat(43))
                        .exit())
                .isEqualTo(1);
        Path forged = Files.writeString(
                directory.resolve("forged.json"),
                new Forger()
                        .sign(
                                Samples.files().evidence(),
                                statement -> Forger.with(
                                        statement,
                                        Forger.at(
                                                Forger.statement(Samples.files().other()), "predicate", "decisions"),
                                        "predicate",
                                        "decisions")));
        assertThat(script(openssl, script, forged.toString()).exit()).isEqualTo(1);
    }

    private static Said script(String openssl, String... command) throws Exception {
        return run(Map.of("OPENSSL", openssl), Optional.empty(), ROOT, command);
    }

    private static String base64(Path file) throws IOException {
        return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
    }

    private static Said jar(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                ROOT.resolve("deploy/verify/target/hub-verify.jar").toString()));
        command.addAll(List.of(arguments));
        return run(Map.of(), Optional.empty(), ROOT, command.toArray(String[]::new));
    }

    private static Said run(Map<String, String> environment, Optional<Path> input, Path directory, String... command)
            throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        input.ifPresent(file -> builder.redirectInput(file.toFile()));
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }
}
