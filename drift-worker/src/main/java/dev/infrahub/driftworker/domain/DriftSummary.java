package dev.infrahub.driftworker.domain;

import dev.infrahub.driftworker.domain.DriftAnalysis.Dropped;
import dev.infrahub.driftworker.domain.DriftAnalysis.Pending;
import dev.infrahub.driftworker.domain.DriftAnalysis.Resource;
import dev.infrahub.driftworker.domain.DriftAnalysis.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A scan in plain English, the gravest first. */
public final class DriftSummary {

    private static final int MOST_NAMED = 3;

    private DriftSummary() {}

    /** How a module stands after scans of which the newest did not tell all. */
    public static String of(Standing standing) {
        List<String> sentences = new ArrayList<>();
        sentences.add(standing.open().isEmpty() ? none(Status.COMPLETE) : open(standing));
        String at = standing.last().scan().at().toString();
        sentences.add(
                switch (standing.last().status()) {
                    case FAILED -> "The scan of %s failed: this is how it stood before.".formatted(at);
                    case INCOMPLETE -> "The scan of %s did not tell all.".formatted(at);
                    case COMPLETE -> "That is by several scans, the newest of %s.".formatted(at);
                });
        sentences.add(standing.whole()
                .map(whole -> "All of it was looked at last on %s.".formatted(whole.at()))
                .orElse("All of it was never looked at."));
        return String.join(" ", sentences);
    }

    private static String open(Standing standing) {
        return found(
                standing.open().size(),
                standing.risk(),
                standing.open().stream().map(one -> named(one.address(), one.change(), one.attributes())));
    }

    static String of(
            Status status,
            List<Resource> resources,
            List<Resource> settled,
            List<Dropped> dropped,
            List<Pending> pending,
            Risk risk) {
        List<String> sentences = new ArrayList<>();
        sentences.add(
                resources.isEmpty()
                        ? none(status)
                        : found(resources.size(), risk, resources.stream().map(DriftSummary::named)));
        long hidden = resources.stream().filter(Resource::hidden).count();
        if (hidden > 0) {
            sentences.add("Terraform's own text hides %d of them.".formatted(hidden));
        }
        if (!settled.isEmpty()) {
            sentences.add("%s accepted or in somebody else's charge."
                    .formatted(count(settled.size(), "resource is", "resources are")));
        }
        if (!dropped.isEmpty()) {
            sentences.add("%s noise.".formatted(count(dropped.size(), "more difference is", "more differences are")));
        }
        if (!pending.isEmpty()) {
            sentences.add("%s not applied yet."
                    .formatted(count(pending.size(), "change of the code is", "changes of the code are")));
        }
        return String.join(" ", sentences);
    }

    private static String none(Status status) {
        return switch (status) {
            case COMPLETE -> "Nothing drifted.";
            case INCOMPLETE -> "No drift can be seen here, and not all of it could be.";
            case FAILED -> "The scan failed: whether anything drifted is not known.";
        };
    }

    private static String found(int count, Risk risk, Stream<String> named) {
        String more = count > MOST_NAMED ? "; and %d more".formatted(count - MOST_NAMED) : "";
        return "%s drifted, risk %s: %s%s."
                .formatted(
                        count(count, "resource", "resources"),
                        risk.spelling(),
                        named.limit(MOST_NAMED).collect(Collectors.joining("; ")),
                        more);
    }

    private static String named(Resource resource) {
        return named(
                resource.address(),
                resource.change(),
                resource.attributes().stream()
                        .filter(one -> one.state().counts())
                        .map(DriftAnalysis.Attribute::path)
                        .toList());
    }

    private static String named(String address, String change, List<String> attributes) {
        return attributes.isEmpty()
                ? address + " was " + change
                : attributes.stream().limit(MOST_NAMED).collect(Collectors.joining(", ", address + " (", ")"));
    }

    private static String count(int count, String one, String many) {
        return "%d %s".formatted(count, count == 1 ? one : many);
    }
}
