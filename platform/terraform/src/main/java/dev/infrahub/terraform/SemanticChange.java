package dev.infrahub.terraform;

import dev.infrahub.json.JsonValues;
import dev.infrahub.json.Parts;
import dev.infrahub.json.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one change does, in the same words whichever version of Terraform or OpenTofu planned it; sensitive values stand in
 * it as keyed digests.
 *
 * @param parts attributes and other things that people name, each by its name
 * @param facts what else makes it this change and no other
 * @param code where its code is
 * @param provisions whether an object comes or goes, so that provisioners run
 */
record SemanticChange(
        String subject,
        String action,
        Map<String, Value> parts,
        Value facts,
        InCode code,
        @Nullable String source,
        boolean provisions) {

    /**
     * Where the code of a change is.
     *
     * @param block the address of its block in the configuration; empty where it runs under no provider
     * @param output the name of the output; empty where it is none
     * @param stated the attributes whose values the plan says; empty where it makes none
     */
    record InCode(String block, String output, Optional<Set<String>> stated) {

        static final InCode NOWHERE = new InCode("", "", Optional.empty());
    }

    private static final List<String> PUBLIC_REGISTRIES = List.of("registry.terraform.io/", "registry.opentofu.org/");
    private static final String BUILT_IN = "terraform.io/builtin/terraform";

    /** Of an entry of {@code resource_changes}; empty where applying the plan leaves it alone. */
    static Optional<SemanticChange> ofResource(Value entry, FingerprintKey.Digester digester, Credentials credentials) {
        ResourceChange change = new ResourceChangeJson(entry).change();
        return change.isApplied()
                ? Optional.of(new Maker(digester, credentials).ofResource(change, entry.at("change")))
                : Optional.empty();
    }

    /** Of a member of {@code output_changes}; empty where the output stays. */
    static Optional<SemanticChange> ofOutput(
            String name, Value change, FingerprintKey.Digester digester, Credentials credentials) {
        Action action = ResourceChangeJson.action(change);
        return action == Action.NO_OP
                ? Optional.empty()
                : Optional.of(new Maker(digester, credentials).ofOutput(name, action, change));
    }

    /** Of an entry of {@code action_invocations}. */
    static SemanticChange ofInvocation(Value entry, FingerprintKey.Digester digester, Credentials credentials) {
        return new Maker(digester, credentials).ofInvocation(entry);
    }

    /** The address of an entry of {@code action_invocations}; where it has none, as its type and name make it. */
    static String addressOfInvocation(Value invocation) {
        Optional<String> type = invocation.at("type").text();
        Optional<String> name = invocation.at("name").text();
        return invocation
                .at("address")
                .text()
                .or(() -> type.flatMap(of -> name.map(one -> "action." + of + "." + one)))
                .orElseThrow(() -> NotAPlan.unreadable("an action invocation without 'address'"));
    }

    /** The same as part of a later plan. */
    SemanticChange deferred(Value reason) {
        Map<String, Value> all = new LinkedHashMap<>(parts);
        all.put("the reason", reason);
        return new SemanticChange("deferred " + subject, action, all, facts, InCode.NOWHERE, source, false);
    }

    /**
     * The provider's source without a public registry's host. Terraform 0.12 knew providers by their short name alone, all
     * from one publisher, and put the alias behind it.
     */
    static String provider(String source) {
        for (String registry : PUBLIC_REGISTRIES) {
            if (source.startsWith(registry)) {
                String path = source.substring(registry.length());
                return path.startsWith("-/") ? "hashicorp/" + path.substring(2) : path;
            }
        }
        if (source.contains("/")) {
            return source;
        }
        String name = Parts.first(source, '.');
        return name.equals("terraform") ? BUILT_IN : "hashicorp/" + name;
    }

    /** Makes one. */
    private static final class Maker {

        private final Map<String, Value> parts = new LinkedHashMap<>();
        private final FingerprintKey.Digester digester;
        private final Concealment concealment;

        Maker(FingerprintKey.Digester digester, Credentials credentials) {
            this.digester = digester;
            this.concealment = new Concealment(credentials, PlanSecrets.none(), digester::of);
        }

        SemanticChange ofResource(ResourceChange change, Value json) {
            Map<String, Value> facts = new LinkedHashMap<>();
            facts.put("address", new Value.Text(change.address()));
            facts.put("mode", new Value.Text(change.mode()));
            facts.put("type", new Value.Text(change.type()));
            facts.put("provider", provided(change.provider()));
            put(
                    "the order of its actions",
                    switch (change.action()) {
                        case REPLACE, SUPERSEDE, UNKNOWN -> json.at("actions");
                        case CREATE, UPDATE, DELETE, READ, NO_OP, FORGET -> Value.Special.NULL;
                    });
            put("the previous address", moved(change));
            put("the import", beside(json, json.at("importing")));
            putValues(change.action(), json, concealment::ofAttributes);
            parts.keySet().removeIf(change::isAnswer);
            return new SemanticChange(
                    change.deposed() == null
                            ? change.address()
                            : change.address() + " (deposed " + change.deposed() + ")",
                    change.did(),
                    parts,
                    new Value.Members(facts),
                    code(change, json),
                    change.provider(),
                    change.runsProvisioners());
        }

        SemanticChange ofOutput(String name, Action action, Value change) {
            putValues(action, change, sides -> concealment.ofOutput(name, sides));
            InCode code = new InCode("", name, stated(action, change, StatedAttributes::ofOutput));
            return new SemanticChange(
                    "output." + name, action.spelling(), parts, Value.Special.NULL, code, null, false);
        }

        private static InCode code(ResourceChange change, Value json) {
            return change.callsProvider()
                    ? new InCode(
                            ReferenceGraph.configurationAddress(change.address()),
                            "",
                            stated(change.action(), json, StatedAttributes::whole))
                    : InCode.NOWHERE;
        }

        private static Optional<Set<String>> stated(
                Action action, Value change, Function<Value, Set<String>> attributes) {
            return action.makes() ? Optional.of(attributes.apply(change)) : Optional.empty();
        }

        SemanticChange ofInvocation(Value entry) {
            Map<String, Value> change = new LinkedHashMap<>();
            change.put("after", entry.at("config_values"));
            change.put("after_sensitive", entry.at("config_sensitive"));
            change.put("after_unknown", Sensitivity.mask(entry.at("config_unknown")));
            putValues(Action.CREATE, new Value.Members(change), concealment::ofAttributes);
            put("the trigger", entry.at("lifecycle_action_trigger"));
            put("the caller", entry.at("invoke_action_trigger"));
            String address = addressOfInvocation(entry);
            @Nullable String source = entry.at("provider_name").text().orElse(null);
            Map<String, Value> facts = new LinkedHashMap<>();
            facts.put("type", entry.at("type"));
            facts.put("name", entry.at("name"));
            facts.put("provider", provided(source));
            return new SemanticChange(
                    address,
                    "invoke",
                    parts,
                    new Value.Members(facts),
                    new InCode(ReferenceGraph.configurationAddress(address), "", Optional.empty()),
                    source,
                    false);
        }

        private void put(String name, Value part) {
            if (!part.isNull()) {
                parts.put(name, part);
            }
        }

        private static Value provided(@Nullable String source) {
            return source == null ? Value.Special.NULL : new Value.Text(provider(source));
        }

        private static Value moved(ResourceChange change) {
            String previous = change.previousAddress();
            return previous == null || !change.isMoved() ? Value.Special.NULL : new Value.Text(previous);
        }

        /** What may repeat a sensitive value is digested where there is one. */
        private Value beside(Value change, Value told) {
            boolean sensitive = Sensitivity.before(change).marksAnything();
            return sensitive && !told.isNull() ? digester.of(told) : told;
        }

        private void putValues(Action action, Value change, Function<Value, Concealment.Sides> conceal) {
            Map<String, Value> sides = new LinkedHashMap<>();
            for (String side : List.of("before", "after")) {
                // concealing takes copies in the order of the members
                sides.put(side, JsonValues.sorted(change.at(side)));
                sides.put(side + "_sensitive", change.at(side + "_sensitive"));
            }
            Concealment.Sides values = conceal.apply(new Value.Members(sides));
            Value unknown =
                    Sensitivity.after(change).hideAttributes(onlyTrue(change.at("after_unknown")), this::digestedMask);
            switch (action) {
                case CREATE, READ -> eachAttribute(values.after(), unknown, Value.Special.NULL, Maker::made);
                case UPDATE -> {
                    eachAttribute(values.after(), unknown, values.before(), Maker::changed);
                    putObject(change, values.before(), false);
                }
                case REPLACE, SUPERSEDE, UNKNOWN -> {
                    eachAttribute(values.after(), unknown, values.before(), Maker::remade);
                    putObject(change, values.before(), true);
                    putDestruction(values.before());
                }
                case DELETE, FORGET -> {
                    putObject(change, values.before(), true);
                    putDestruction(values.before());
                }
                case NO_OP -> putObject(change, values.before(), false);
            }
        }

        /** What is said of one attribute. */
        @FunctionalInterface
        private interface Saying {
            Value of(Value after, Value unknown, Value before);
        }

        private void eachAttribute(Value after, Value unknown, Value before, Saying saying) {
            if (!isObject(after) || !isObject(unknown) || !isObject(before)) {
                put("value", saying.of(after, unknown, before));
                return;
            }
            Map<String, Value> names = new LinkedHashMap<>();
            for (Value side : List.of(before, after, unknown)) {
                if (side instanceof Value.Members(var members)) {
                    names.putAll(members);
                }
            }
            names.keySet().forEach(name -> put(name, saying.of(after.at(name), unknown.at(name), before.at(name))));
        }

        private static boolean isObject(Value value) {
            return value instanceof Value.Members || value.isNull();
        }

        private static Value made(Value after, Value unknown, Value before) {
            return both("made", after, "unknown", unknown);
        }

        private static Value changed(Value after, Value unknown, Value before) {
            return ChangedPaths.between(before, after, unknown);
        }

        private static Value remade(Value after, Value unknown, Value before) {
            return both("made", made(after, unknown, before), "changed", changed(after, unknown, before));
        }

        private static Value both(String one, Value first, String other, Value second) {
            Map<String, Value> both = new LinkedHashMap<>();
            both.put(one, first);
            both.put(other, second);
            both.values().removeIf(Value::isNull);
            return both.isEmpty() ? Value.Special.NULL : new Value.Members(both);
        }

        /** Another object at the same address is another change. Of what goes and has no identifiers, all of it tells. */
        private void putObject(Value change, Value before, boolean goes) {
            Value identity = beside(change, change.at("before_identity"));
            Value identifiers = ObjectArguments.identifiers(before);
            Value object = identifiers.isNull() && identity.isNull() && goes ? before : identifiers;
            put("the object", both("arguments", object, "identity", identity));
        }

        private void putDestruction(Value before) {
            ObjectArguments.ofDestruction(before)
                    .forEach((name, value) -> parts.merge(
                            name,
                            both("was", value, "", Value.Special.NULL),
                            (made, was) -> both("", made, "was", was)));
        }

        /** A mask without what is not marked: versions differ in how much of that they write. */
        private static Value onlyTrue(Value mask) {
            if (!Sensitivity.marksAnything(mask)) {
                return Value.Special.NULL;
            }
            return switch (mask) {
                case Value.Members(var members) -> {
                    Map<String, Value> marked = new LinkedHashMap<>();
                    members.forEach((name, member) -> marked.put(name, onlyTrue(member)));
                    yield new Value.Members(marked);
                }
                case Value.Items(var items) ->
                    withoutPadding(items.stream().map(Maker::onlyTrue).toList());
                default -> mask;
            };
        }

        /** What is not marked at the end of a list says as much as nothing. */
        private static Value withoutPadding(List<Value> items) {
            int length = items.size();
            while (length > 0 && items.get(length - 1).isNull()) {
                length--;
            }
            return new Value.Items(items.subList(0, length));
        }

        /** That a sensitive value is not known yet is no secret; the names inside it may be. */
        private Value digestedMask(Value mask) {
            return mask instanceof Value.Bool ? mask : digester.of(mask);
        }
    }
}
