package dev.infrahub.driftworker.domain;

import dev.infrahub.terraform.Plan;
import dev.infrahub.terraform.PlanRedaction;
import dev.infrahub.terraform.PlanSecrets;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A scan in the making: {@code scan().drift("aws_x.y", before, after)}. */
final class Given {

    static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    private final List<String> drift = new ArrayList<>();
    private final List<String> changes = new ArrayList<>();
    private final List<String> members = new ArrayList<>();
    private Agreements agreements = Agreements.NONE;
    private OptionalInt exitCode = OptionalInt.empty();

    static Given scan() {
        return new Given();
    }

    Given drift(String address, String before, String after) {
        return drift(address, before, after, "");
    }

    /** @param more members of the change, for example {@code , "before_sensitive": {"a": true}} */
    Given drift(String address, String before, String after, String more) {
        drift.add(entry(address, "\"update\"", before, after, more));
        return this;
    }

    Given deleted(String address, String before) {
        drift.add(entry(address, "\"delete\"", before, "null", ""));
        return this;
    }

    Given change(String address, String action, String before, String after) {
        return change(address, action, before, after, "");
    }

    Given change(String address, String action, String before, String after, String more) {
        changes.add(entry(address, "\"" + action + "\"", before, after, more));
        return this;
    }

    Given with(String member) {
        members.add(", " + member);
        return this;
    }

    Given under(Agreements others) {
        agreements = others;
        return this;
    }

    Given exitCode(int code) {
        exitCode = OptionalInt.of(code);
        return this;
    }

    private static String entry(String address, String actions, String before, String after, String more) {
        int key = address.indexOf('[');
        String plain = key < 0 ? address : address.substring(0, key);
        int dot = plain.lastIndexOf('.');
        int module = plain.lastIndexOf('.', dot - 1);
        return """
                {"address": "%s", "type": "%s", "name": "%s", "mode": "managed", %s
                 "change": {"actions": [%s], "before": %s, "after": %s%s}}""".formatted(
                        address.replace("\"", "\\\""),
                        plain.substring(module + 1, dot),
                        plain.substring(dot + 1),
                        module < 0 ? "" : "\"module_address\": \"" + plain.substring(0, module) + "\",",
                        actions,
                        before,
                        after,
                        more);
    }

    String json() {
        return "{\"format_version\": \"1.2\", \"terraform_version\": \"1.11.4\", \"resource_drift\": [%s], \"resource_changes\": [%s]%s}"
                .formatted(String.join(",\n", drift), String.join(",\n", changes), String.join("", members));
    }

    /** By other rules than those of the table. */
    DriftAnalysis analysed(List<NoiseRule> rules) {
        byte[] plan = json().getBytes(StandardCharsets.UTF_8);
        return DriftAnalyst.analyze(
                () -> new ByteArrayInputStream(plan),
                Plan.Format.JSON,
                new Scan("network", exitCode, NOW, agreements),
                new NoiseRules(rules));
    }

    /** A rule of each kind that takes everything for noise. */
    static List<NoiseRule> everything() {
        return Stream.of("N", "M", "C", "R")
                .map(kind ->
                        NoiseRule.of(List.of("all-" + kind, kind, "*", "**", "any", "itself", "https://example.org")))
                .toList();
    }

    DriftAnalysis analysed() {
        return analysed(json(), Plan.Format.JSON, new Scan("network", exitCode, NOW, agreements));
    }

    static DriftAnalysis analysed(String plan, Plan.Format format, Scan scan) {
        return DriftAnalyst.analyze(
                () -> new ByteArrayInputStream(plan.getBytes(StandardCharsets.UTF_8)), format, scan);
    }

    static Scan plainScan() {
        return new Scan("network", OptionalInt.empty(), NOW, Agreements.NONE);
    }

    /** As the gateway publishes it. */
    static String redacted(String plan) {
        byte[] bytes = plan.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PlanRedaction.redact(new ByteArrayInputStream(bytes), PlanSecrets.in(new ByteArrayInputStream(bytes)), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    static String file(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder of what nobody here made. */
    static Path data(String folder) {
        Path data = Optional.ofNullable(System.getenv("HUB_TEST_DATA"))
                .map(Path::of)
                .orElse(Path.of("..", "..", "shared", "data"))
                .resolve(folder);
        if (!Files.isDirectory(data)) {
            Assumptions.abort("no test data: set HUB_TEST_DATA to the folder that holds '%s'".formatted(folder));
        }
        return data;
    }

    static List<Path> plans(String folder, String ending) {
        try (Stream<Path> files = Files.list(data(folder))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
