package dev.infrahub.driftworker.domain;

import dev.infrahub.json.Allowance;
import dev.infrahub.json.Parts;
import dev.infrahub.terraform.ChangeValues;
import dev.infrahub.terraform.Plan;
import dev.infrahub.terraform.ReferenceGraph;
import dev.infrahub.terraform.ResourceChange;
import java.util.ArrayDeque;
import java.util.Deque;
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
    private final Map<Sign, Boolean> present = new HashMap<>();
    private final Map<Glob, Set<String>> referred = new HashMap<>();
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
            case Sign.Referring(Glob type) ->
                saysWhatRefers()
                        ? referred(type).contains(ReferenceGraph.configurationAddress(address))
                        : isPresent(new Sign.Present(type));
            case Sign.Present _, Sign.Named _ -> isPresent(sign);
            case Sign.Having having ->
                ids.containsKey(address) && named.getOrDefault(having, Set.of()).contains(ids.get(address));
            case Sign.Set _, Sign.Tagged _, Sign.Itself _ -> false;
        };
    }

    /** Where the plan does not say what refers to what, whatever there is counts. */
    private boolean saysWhatRefers() {
        return !references.isEmpty() && references.complete();
    }

    /** Found out once a sign, however many ask. */
    private boolean isPresent(Sign sign) {
        return present.computeIfAbsent(sign, one -> addresses.stream().anyMatch(address -> isMeant(one, address)));
    }

    private static boolean isMeant(Sign sign, String address) {
        return switch (sign) {
            case Sign.Present(Glob type) -> isOf(type, address);
            case Sign.Named(Glob type, Glob name) -> isOf(type, address) && name.matches(name(address));
            case Sign.Referring _, Sign.Having _, Sign.Set _, Sign.Tagged _, Sign.Itself _ -> false;
        };
    }

    /** What resources of a type refer to, directly or not: found out once a type. */
    private Set<String> referred(Glob type) {
        return referred.computeIfAbsent(type, one -> {
            Deque<String> open = new ArrayDeque<>(references.dependencies().keySet().stream()
                    .filter(address -> isOf(one, address))
                    .toList());
            Set<String> reached = new HashSet<>();
            while (!open.isEmpty()) {
                for (String target : references.dependenciesOf(open.remove())) {
                    if (reached.add(target)) {
                        open.add(target);
                    }
                }
            }
            return reached;
        });
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
