package dev.infrahub.driftworker.domain;

import dev.infrahub.driftworker.domain.DriftAnalysis.Dropped;
import dev.infrahub.driftworker.domain.DriftAnalysis.Pending;
import dev.infrahub.driftworker.domain.DriftAnalysis.Resource;
import dev.infrahub.driftworker.domain.DriftAnalysis.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A scan in plain English, the gravest first. */
final class DriftSummary {

    private static final int MOST_NAMED = 3;

    private DriftSummary() {}

    static String of(
            Status status,
            List<Resource> resources,
            List<Resource> settled,
            List<Dropped> dropped,
            List<Pending> pending,
            Risk risk) {
        List<String> sentences = new ArrayList<>();
        sentences.add(resources.isEmpty() ? none(status) : found(resources, risk));
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

    private static String found(List<Resource> resources, Risk risk) {
        String named =
                resources.stream().limit(MOST_NAMED).map(DriftSummary::named).collect(Collectors.joining("; "));
        String more = resources.size() > MOST_NAMED ? "; and %d more".formatted(resources.size() - MOST_NAMED) : "";
        return "%s drifted, risk %s: %s%s."
                .formatted(count(resources.size(), "resource", "resources"), risk.spelling(), named, more);
    }

    private static String named(Resource resource) {
        if (resource.attributes().isEmpty()) {
            return resource.address() + " was " + resource.change();
        }
        return resource.address()
                + " ("
                + resource.attributes().stream()
                        .filter(one -> one.state().counts())
                        .limit(MOST_NAMED)
                        .map(DriftAnalysis.Attribute::path)
                        .collect(Collectors.joining(", "))
                + ")";
    }

    private static String count(int count, String one, String many) {
        return "%d %s".formatted(count, count == 1 ? one : many);
    }
}
