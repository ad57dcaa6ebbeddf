package dev.infrahub.chatservice.domain.outline;

import java.util.List;

/**
 * A service, as far as a description tells of it.
 *
 * @param name lower case with hyphens
 * @param description of 120 characters at most
 * @param nugetPackages packages of .NET that it needs
 * @param envVars environment variables that it reads
 * @param settled what rules settled of it, a line each, without a word of the description but for its name
 * @param gotchaPrompt what whoever builds it is told
 */
public record Outline(
        String name,
        String description,
        Type type,
        Needs needs,
        Auth auth,
        boolean kubernetes,
        List<String> nugetPackages,
        List<String> envVars,
        List<String> settled,
        String gotchaPrompt) {

    /** How it runs. */
    public enum Type {
        API,
        WORKER,
        FUNCTION
    }

    /** How callers prove who they are. */
    public enum Auth {
        QUANTUMID_JWT("quantumid-jwt"),
        API_KEY("api-key"),
        NONE("none");

        private final String text;

        Auth(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** What it depends on. */
    public record Needs(boolean postgresql, boolean redis, boolean serviceBus, boolean blobStorage) {}

    public Outline {
        nugetPackages = List.copyOf(nugetPackages);
        envVars = List.copyOf(envVars);
        settled = List.copyOf(settled);
    }
}
