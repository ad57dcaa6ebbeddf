package dev.infrahub.driftworker.domain;

import dev.infrahub.json.Allowance;
import dev.infrahub.json.Parts;
import dev.infrahub.terraform.ChangeValues;
import dev.infrahub.terraform.Plan;
import dev.infrahub.terraform.ReferenceGraph;
import dev.infrahub.terraform.ResourceChange;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What else is in a plan: it may show who is in charge of an attribute. */
final class Surroundings {

    private static final int BYTES_AN_ID = 512;

    private final List<NoiseRule> byNaming;
    private final Set<Sign.Having> sought;

    /** What is named, in lower case: ids of Azure have no other. */
    private final Map<Sign.Having, Set<String>> named = new HashMap<>();

    /** Of what may be named. */
    private final Map<String, String> ids = new HashMap<>();

    private final Set<String> addresses = new LinkedHashSet<>();
    private ReferenceGraph references = ReferenceGraph.NONE;

    Surroundings(NoiseRules rules) {
        byNaming = rules.all().stream()
                .filter(rule -> rule.signs().stream().anyMatch(Sign.Having.class::isInstance))
                .toList();
        sought = byNaming.stream()
                .flatMap(rule -> rule.signs().stream())
                .filter(Sign.Having.class::isInstance)
                .map(Sign.Having.class::cast)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Takes note of a resource while its values are there. */
    void see(ResourceChange change, ChangeValues values) {
        for (Sign.Having sign : sought) {
            if (sign.type().matches(change.type())) {
                Sign.all(values.after(), sign.path()).stream()
                        .flatMap(value -> value.text().stream())
                        .filter(text -> !text.isEmpty())
                        .forEach(text -> {
                            Allowance.current().hold(BYTES_AN_ID);
                            named.computeIfAbsent(sign, _ -> new HashSet<>()).add(text.toLowerCase(Locale.ROOT));
                        });
            }
        }
        if (byNaming.stream().anyMatch(rule -> rule.isOf(change.type()))) {
            values.after().at("id").text().ifPresent(id -> {
                Allowance.current().hold(BYTES_AN_ID);
                ids.put(change.address(), id.toLowerCase(Locale.ROOT));
            });
        }
    }

    /** Takes note of all that the plan names. */
    void see(Plan plan) {
        references = plan.references();
        plan.changes().forEach(change -> addresses.add(ReferenceGraph.configurationAddress(change.address())));
        plan.drift().forEach(change -> addresses.add(ReferenceGraph.configurationAddress(change.address())));
        addresses.addAll(references.dependencies().keySet());
    }

    /** Whether they show that something else is in charge of what is at the address. */
    boolean show(Sign sign, String address) {
        return switch (sign) {
            case Sign.Referring(Glob type) -> referring(address).stream().anyMatch(one -> isOf(type, one));
            case Sign.Present(Glob type) -> addresses.stream().anyMatch(one -> isOf(type, one));
            case Sign.Named(Glob type, Glob name) ->
                addresses.stream().anyMatch(one -> isOf(type, one) && name.matches(name(one)));
            case Sign.Having having ->
                ids.containsKey(address) && named.getOrDefault(having, Set.of()).contains(ids.get(address));
            case Sign.Set _, Sign.Tagged _, Sign.Itself _ -> false;
        };
    }

    /** Where the plan does not say what refers to what, whatever there is. */
    private Set<String> referring(String address) {
        String own = ReferenceGraph.configurationAddress(address);
        return references.isEmpty() || !references.complete()
                ? addresses
                : Set.copyOf(references.dependentsOf(List.of(own)));
    }

    private static boolean isOf(Glob type, String address) {
        List<String> steps = Parts.of(address, '.');
        return steps.size() > 1
                && type.matches(steps.get(steps.size() - 2))
                && (steps.size() < 3 || !steps.get(steps.size() - 3).equals("data"));
    }

    private static String name(String address) {
        return address.substring(address.lastIndexOf('.') + 1);
    }
}
