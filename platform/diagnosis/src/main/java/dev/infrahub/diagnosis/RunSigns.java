package dev.infrahub.diagnosis;

import dev.infrahub.diagnosis.Diagnosis.Run;
import java.util.List;
import java.util.Optional;

/** What the lines of a log show of where and how it was made. */
final class RunSigns {

    static final String APPLY = "apply";
    static final String DESTROY = "destroy";

    /** A sign of a platform, at the beginning of a line. */
    private enum Platform {
        GITHUB_ACTIONS(
                "github-actions",
                List.of("Current runner version: ", "##[group]Run ", "Complete job name: ", "::group::")),
        AZURE_DEVOPS(
                "azure-devops", List.of("##[section]Starting: ", "##vso[", "Agent name: ", "Agent machine name: ")),
        GITLAB_CI(
                "gitlab-ci",
                List.of("Running with gitlab-runner ", "section_start:", "ERROR: Job failed", "Job succeeded"));

        private final String text;

        @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
        private final List<String> signs;

        Platform(String text, List<String> signs) {
            this.text = text;
            this.signs = signs;
        }
    }

    /** A sign of what was run, in the order in which they follow; a later one never comes back to an earlier one. */
    private enum Command {
        INIT("init", List.of("Initializing the backend", "Initializing provider plugins", "Initializing modules")),
        VALIDATE("validate", List.of("Success! The configuration is valid")),
        PLAN(
                "plan",
                List.of(
                        "Planning failed.",
                        "Plan: ",
                        "No changes. ",
                        "Terraform will perform the following",
                        "OpenTofu will perform the following")),
        APPLYING(APPLY, List.of("Apply complete!", "Do you want to perform these actions")),
        DESTROYING(DESTROY, List.of("Destroy complete!", "Do you really want to destroy all resources"));

        private final String text;

        @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
        private final List<String> signs;

        Command(String text, List<String> signs) {
            this.text = text;
            this.signs = signs;
        }
    }

    private static final String TERRAFORM = "Terraform";
    private static final String TOFU = "OpenTofu";
    private static final int LONGEST_VERSION = 30;

    private Optional<String> platform = Optional.empty();
    private Optional<String> tool = Optional.empty();
    private Optional<String> toolVersion = Optional.empty();
    private Optional<Command> command = Optional.empty();

    /** Reads a line as it was printed, without what is in front of it. */
    void read(String text) {
        if (platform.isEmpty()) {
            for (Platform one : Platform.values()) {
                if (one.signs.stream().anyMatch(text::startsWith)) {
                    platform = Optional.of(one.text);
                }
            }
        }
        for (Command one : Command.values()) {
            if (one.signs.stream().anyMatch(text::startsWith)) {
                reached(one);
            }
        }
        if (toolVersion.isEmpty()) {
            readTool(text);
        }
    }

    private void reached(Command one) {
        if (command.filter(before -> before.compareTo(one) >= 0).isEmpty()) {
            command = Optional.of(one);
        }
    }

    private void readTool(String text) {
        int tofu = text.indexOf(TOFU);
        int start = tofu >= 0 ? tofu : text.indexOf(TERRAFORM);
        if (start < 0) {
            return;
        }
        String name = tofu >= 0 ? TOFU : TERRAFORM;
        if (tofu >= 0 || tool.isEmpty()) {
            tool = Optional.of(tofu >= 0 ? "tofu" : "terraform");
        }
        int version = start + name.length() + 2;
        if (text.startsWith(" v", start + name.length())
                && version < text.length()
                && Front.isDigit(text.charAt(version))) {
            int end = version;
            while (end < text.length()
                    && end - version < LONGEST_VERSION
                    && !Character.isWhitespace(text.charAt(end))) {
                end++;
            }
            tool(tool.orElse("terraform"), text.substring(version, end));
        }
    }

    void tool(String name, String version) {
        tool = Optional.of(name);
        toolVersion = Optional.of(version);
    }

    /** An event says that this command was summed up: plan, apply or destroy. */
    void reached(String operation) {
        for (Command one : Command.values()) {
            if (one.text.equals(operation)) {
                reached(one);
            }
        }
    }

    /** @param hasBegun whether resources were changed, which nothing but applying does */
    Run run(boolean hasBegun) {
        if (hasBegun) {
            reached(Command.APPLYING);
        }
        return new Run(platform, tool, toolVersion, command.map(one -> one.text));
    }
}
