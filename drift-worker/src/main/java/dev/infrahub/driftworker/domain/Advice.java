package dev.infrahub.driftworker.domain;

import dev.infrahub.driftworker.domain.DriftAnalysis.Apply;
import dev.infrahub.driftworker.domain.DriftAnalysis.Option;
import dev.infrahub.terraform.ResourceChange;
import java.util.ArrayList;
import java.util.List;

/** What can be done about a resource that drifted, the advised first. */
final class Advice {

    private Advice() {}

    /** About what is gone: whether the plan makes it anew. */
    static List<Option> onDeletion(ResourceChange resource, boolean isPlanned) {
        if (resource.deposed() != null) {
            return List.of(new Option(
                    "forget",
                    "It was the old object of a replacement, and it is gone: the next apply takes it out of the state.",
                    "terraform apply",
                    null));
        }
        List<Option> options = new ArrayList<>();
        String address = quoted(resource.address());
        options.add(new Option(
                "recreate",
                isPlanned
                        ? "Apply makes it anew, empty: restore what was in it afterwards."
                        : "Plan it: where the code still has it, apply makes it anew, empty.",
                "terraform apply -target=" + address,
                null));
        options.add(new Option(
                "import",
                "Where it was made anew under another id, take that one over: first let go of the old one.",
                "terraform state rm %s && terraform import %s <id>".formatted(address, address),
                null));
        options.add(new Option(
                "forget",
                "Where it is to stay deleted, take its block out of the code, and it out of the state.",
                "terraform state rm " + address,
                resource.address().contains("[") ? null : Hcl.removed(resource)));
        return options;
    }

    /** About attributes that are open, or whose secret was rotated. */
    static List<Option> on(ResourceChange resource, List<Drifted> open, Risk risk) {
        boolean secret = open.stream().anyMatch(one -> one.state() == State.ROTATED);
        boolean security = open.stream().anyMatch(one -> one.isSecurity());
        List<Option> options = new ArrayList<>();
        if (secret) {
            options.add(rotate(resource, open));
        }
        if (security || risk.compareTo(Risk.HIGH) >= 0) {
            options.add(revert(resource, open));
            options.add(adopt(resource, open));
        } else {
            options.add(adopt(resource, open));
            options.add(revert(resource, open));
        }
        options.add(accept(open));
        options.add(ignore(resource, open, security));
        return options;
    }

    private static Option rotate(ResourceChange resource, List<Drifted> open) {
        boolean reverts = open.stream().anyMatch(one -> one.state() == State.ROTATED && one.apply() == Apply.REVERTS);
        return new Option(
                "rotate",
                (reverts ? "Do not apply before the code has the new value: apply puts the old secret back. " : "")
                        + "Put the new value where the code reads it, or leave it to who rotates it.",
                null,
                Hcl.ignoring(
                        resource,
                        open.stream()
                                .filter(one -> one.state() == State.ROTATED)
                                .map(Drifted::path)
                                .toList()));
    }

    private static Option revert(ResourceChange resource, List<Drifted> open) {
        if (open.stream().anyMatch(one -> one.apply() == Apply.DESTROYS)) {
            return new Option(
                    "revert",
                    "Do not apply the code as it is: that destroys it, and what is in it. Set back what was changed where it was"
                            + " changed, and plan again.",
                    null,
                    null);
        }
        List<Drifted> kept =
                open.stream().filter(one -> one.apply() == Apply.KEEPS).toList();
        if (kept.isEmpty()) {
            boolean certain = open.stream().allMatch(one -> one.apply() == Apply.REVERTS);
            return new Option(
                    "revert",
                    certain
                            ? "Apply the code as it is: it sets back what was changed."
                            : "Plan the code as it is: where the plan sets back what was changed, apply it.",
                    "terraform apply -target=" + quoted(resource.address()),
                    null);
        }
        return new Option(
                "revert",
                "Applying the code as it is leaves it: the code says nothing of it. Set it in the code to what it was, and apply.",
                "terraform apply -target=" + quoted(resource.address()),
                Hcl.block(resource, kept.stream().map(Drifted::asItWas).toList()));
    }

    private static Option adopt(ResourceChange resource, List<Drifted> open) {
        boolean shown = open.stream().noneMatch(Drifted::untold);
        return new Option(
                "adopt",
                "Where it is meant to be so, write it into the code; the next plan shows that nothing is left to do.",
                null,
                shown ? Hcl.block(resource, open.stream().map(Drifted::asItIs).toList()) : null);
    }

    private static Option accept(List<Drifted> open) {
        return new Option(
                "accept",
                "Where it is to stay for a time, have it accepted until a day, by who answers for it: %s."
                        .formatted(String.join(
                                ", ",
                                open.stream().map(one -> one.path().toString()).toList())),
                null,
                null);
    }

    private static Option ignore(ResourceChange resource, List<Drifted> open, boolean security) {
        return new Option(
                "ignore",
                security
                        ? "Not for what decides who may do or reach what: Terraform would never set it back again."
                        : "Where something else is in charge of it for good, tell Terraform to leave it alone.",
                null,
                security
                        ? null
                        : Hcl.ignoring(
                                resource, open.stream().map(Drifted::path).toList()));
    }

    /** For a shell: keys of instances hold quotes, and may hold anything. */
    private static String quoted(String address) {
        return "'" + address.replace("'", "'\\''") + "'";
    }
}
