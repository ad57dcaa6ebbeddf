package dev.infrahub.plananalyzer.domain;

import dev.infrahub.terraform.Plan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JSON plan in the making: {@code plan().update("aws_x.y", before, after)}. */
final class Given {

    private final List<String> changes = new ArrayList<>();
    private final List<String> drift = new ArrayList<>();
    private final List<String> members = new ArrayList<>();
    private @Nullable String environment;
    private Policy policy = Policy.DEFAULT;

    static Given plan() {
        return new Given();
    }

    static Path projectFile(String name) {
        return Path.of(System.getProperty("hub.project.root", "..")).resolve(name);
    }

    Given under(Policy other) {
        policy = other;
        return this;
    }

    Given in(String name) {
        environment = name;
        return this;
    }

    Given create(String address, String after) {
        return change(address, "\"create\"", "null", after, "");
    }

    Given update(String address, String before, String after) {
        return change(address, "\"update\"", before, after, "");
    }

    Given delete(String address, String before) {
        return change(address, "\"delete\"", before, "null", "");
    }

    Given replace(String address, String before, String after, String path) {
        return change(
                address, "\"delete\", \"create\"", before, after, ", \"replace_paths\": [[\"%s\"]]".formatted(path));
    }

    Given change(String address, String actions, String before, String after, String more) {
        changes.add(entry(address, actions, before, after, more, ""));
        return this;
    }

    /** With more members in the entry itself, for example {@code "previous_address": "a.b"}. */
    Given entry(String address, String actions, String more) {
        changes.add(entry(address, actions, "{}", "{}", "", ", " + more));
        return this;
    }

    /** A change as it stands in a plan. */
    Given raw(String change) {
        changes.add(change);
        return this;
    }

    Given drift(String address, String before, String after) {
        drift.add(entry(address, "\"update\"", before, after, "", ""));
        return this;
    }

    /** A top-level member, for example {@code "errored": true}. */
    Given with(String member) {
        members.add(", " + member);
        return this;
    }

    private static String entry(
            String address, String actions, String before, String after, String more, String members) {
        int module = address.lastIndexOf(".", address.lastIndexOf('.') - 1);
        String local = module < 0 ? address : address.substring(module + 1);
        return """
                {"address": "%s", "type": "%s", "name": "%s", "mode": "managed", %s
                 "change": {"actions": [%s], "before": %s, "after": %s%s}%s}""".formatted(
                        address.replace("\"", "\\\""),
                        local.substring(0, local.indexOf('.')),
                        local.substring(local.indexOf('.') + 1).replaceAll("\\[.*", ""),
                        module < 0 ? "" : "\"module_address\": \"" + address.substring(0, module) + "\",",
                        actions,
                        before,
                        after,
                        more,
                        members);
    }

    String json() {
        return "{\"format_version\": \"1.2\", \"resource_changes\": [%s], \"resource_drift\": [%s]%s}"
                .formatted(String.join(",\n", changes), String.join(",\n", drift), String.join("", members));
    }

    Analysis analyzed() {
        byte[] bytes = json().getBytes(StandardCharsets.UTF_8);
        return Analyst.analyze(new ByteArrayInputStream(bytes), Plan.Format.JSON, environment, policy);
    }

    static Analysis analyzed(Path plan, Plan.Format format, @Nullable String environment) {
        try {
            return Analyst.analyze(
                    new ByteArrayInputStream(Files.readAllBytes(plan)), format, environment, Policy.DEFAULT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
