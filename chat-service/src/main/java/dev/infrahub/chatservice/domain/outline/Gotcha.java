package dev.infrahub.chatservice.domain.outline;

import dev.infrahub.chatservice.domain.Inert;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What whoever builds a service is told: goals, how it goes together, tools, context, hard rules and settings. */
final class Gotcha {

    private static final int LONGEST_WISH = 2000;

    private static final Set<String> OTHER_STORES = Set.of(
            "mysql", "mariadb", "mongodb", "mongo", "mssql", "oracle", "cosmos", "cosmosdb", "dynamodb", "sqlite");

    private Gotcha() {}

    /** @param settled what follows from the wish */
    static String of(Outline outline, String wished, List<String> settled) {
        return "Goals: " + goal(outline) + ", that does this and no more: "
                + Inert.shortened(Inert.line(wished).strip(), LONGEST_WISH) + "\n"
                + String.join("\n", settled.subList(1, settled.size()));
    }

    private static String goal(Outline outline) {
        return "build " + outline.name() + ", " + kind(outline) + " on .NET";
    }

    /** The goal without the wish in its words, and what follows from it. */
    static List<String> settled(Outline outline, Wish wish) {
        List<String> text = new ArrayList<>();
        text.add("Goals: " + goal(outline) + ".");
        text.add("Orchestration: " + orchestration(outline));
        text.add("Tools: .NET"
                + (outline.nugetPackages().isEmpty() ? "" : ", " + String.join(", ", outline.nugetPackages()))
                + (outline.kubernetes() ? "; a Deployment, a Service and probes for Kubernetes" : "")
                + ".");
        text.add("Context: " + context(outline, wish));
        text.add("Hard rules: " + String.join(" ", rules(outline)));
        text.add("Args: "
                + (outline.envVars().isEmpty()
                        ? "no environment variable is needed yet."
                        : "these environment variables, each checked at start: " + String.join(", ", outline.envVars())
                                + "."));
        return text;
    }

    private static String kind(Outline outline) {
        return switch (outline.type()) {
            case API -> "an API";
            case WORKER -> "a worker without endpoints but health";
            case FUNCTION -> "an Azure Function in the isolated worker model";
        };
    }

    private static String orchestration(Outline outline) {
        return switch (outline.type()) {
            case API ->
                "first the contract (OpenAPI), then the endpoints, then what they need; "
                        + "each request is validated before anything is done.";
            case WORKER ->
                outline.needs().serviceBus()
                        ? "take one message, do its work, settle it; the same message twice has the effect of one, and what can "
                                + "never work goes to the dead-letter queue."
                        : "one run after another, never two at a time; a run that failed half-way can be run again.";
            case FUNCTION -> "one trigger, one job; what it does can be done again, since triggers fire twice.";
        };
    }

    private static String context(Outline outline, Wish wish) {
        List<String> needs = new ArrayList<>();
        if (outline.needs().postgresql()) {
            needs.add("PostgreSQL, with migrations in the repository");
        }
        if (outline.needs().redis()) {
            needs.add("Redis, which may be empty at any time");
        }
        if (outline.needs().serviceBus()) {
            needs.add("a message queue, which delivers at least once");
        }
        if (outline.needs().blobStorage()) {
            needs.add("a store of files, private, read by links that expire");
        }
        String depends = needs.isEmpty()
                ? "it depends on nothing that keeps state."
                : "it depends on " + String.join("; ", needs) + ".";
        String others = wish.words().stream()
                .filter(OTHER_STORES::contains)
                .distinct()
                .reduce((one, other) -> one + ", " + other)
                .map(names -> " The description names a store that is none of these four: "
                        + names.toLowerCase(Locale.ROOT) + ".")
                .orElse("");
        return depends + others;
    }

    private static List<String> rules(Outline outline) {
        List<String> rules = new ArrayList<>();
        rules.add(
                switch (outline.auth()) {
                    case QUANTUMID_JWT ->
                        "Every endpoint but health needs a token of QuantumID, whose issuer, audience and expiry are checked.";
                    case API_KEY -> "Every endpoint but health needs an API key, of which only the SHA-256 is kept.";
                    case NONE -> "Nobody logs in here: give out nothing that not everybody may know.";
                });
        rules.add("No secret stands in code, settings or logs.");
        if (outline.needs().postgresql()) {
            rules.add("SQL takes parameters, never texts put together.");
        }
        if (outline.needs().serviceBus()) {
            rules.add("Rows and messages are written in one transaction (an outbox).");
        }
        if (outline.needs().blobStorage()) {
            rules.add("Size and type of a file are checked before it is kept, and its name is never a path.");
        }
        if (outline.kubernetes()) {
            rules.add("The container runs without root, with limits, and a pinned image.");
        }
        return rules;
    }
}
