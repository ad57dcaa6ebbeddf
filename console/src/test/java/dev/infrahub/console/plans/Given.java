package dev.infrahub.console.plans;

import dev.infrahub.console.plans.Plan.ChangedValue;
import dev.infrahub.console.plans.Plan.Reason;
import dev.infrahub.console.plans.Plan.Reference;
import dev.infrahub.console.plans.Plan.Resource;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans for tests, with what is asked for and else nothing. */
final class Given {

    private Given() {}

    static Plan plan(@Nullable String fingerprint) {
        return plan(fingerprint, List.of(), List.of());
    }

    static Plan plan(List<Resource> resources, List<Reference> references, Reason... reasons) {
        return plan(null, resources, references, reasons);
    }

    private static Plan plan(
            @Nullable String fingerprint, List<Resource> resources, List<Reference> references, Reason... reasons) {
        return new Plan(
                "6f2c9a04-7d1e-8a35-9b52-0d4c3e1f7a68",
                "acme",
                "network",
                null,
                null,
                null,
                null,
                null,
                "Changes things.",
                "9f86d081",
                fingerprint,
                "low",
                resources.size(),
                false,
                Instant.EPOCH,
                new Plan.Summary(
                        null,
                        "terraform",
                        List.of(),
                        new Plan.Counts(0, resources.size(), 0, 0, 0, 0, 0, 0, 0, 0, 0),
                        resources,
                        references,
                        List.of(),
                        null,
                        null),
                new Plan.Risk("normal", List.of(reasons), List.of(), new Plan.BlastRadius(0, 0, 0)),
                new Plan.Rollback(List.of(), List.of(), "none", List.of()));
    }

    static Resource resource(String address, String action, ChangedValue... values) {
        List<String> changed =
                List.of(values).stream().map(ChangedValue::attribute).toList();
        return new Resource(address, "a", action, changed, List.of(), null, false, null, List.of(values));
    }
}
