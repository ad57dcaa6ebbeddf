package dev.infrahub.terraform;

import dev.infrahub.json.JsonValues;
import dev.infrahub.json.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What one change does, in the same words whichever version of Terraform or OpenTofu planned it; sensitive values stand in
 * it as keyed digests.
 */
final class SemanticChange {

    private static final List<String> PUBLIC_REGISTRIES = List.of("registry.terraform.io/", "registry.opentofu.org/");
    private static final String BUILT_IN = "terraform.io/builtin/terraform";

    private final Map<String, Value> facts = new LinkedHashMap<>();
    private final FingerprintKey.Digester digester;
    private final Concealment concealment;

    private SemanticChange(FingerprintKey.Digester digester, Credentials credentials) {
        this.digester = digester;
        this.concealment = new Concealment(credentials, Concealment.nothingElsewhere(), digester::of);
    }

    /** Of an entry of {@code resource_changes}; empty where it neither changes, moves nor imports anything. */
    static Optional<Value> ofResource(Value entry, FingerprintKey.Digester digester, Credentials credentials) {
        ResourceChange change = new ResourceChangeJson(entry).change();
        if (change.action() == Action.NO_OP && !change.isMoved() && !change.imported()) {
            return Optional.empty();
        }
        SemanticChange semantic = new SemanticChange(digester, credentials);
        semantic.putIdentity(change);
        semantic.putImport(entry.at("change"));
        semantic.putChange(entry.at("change"), semantic.concealment::ofAttributes);
        return Optional.of(new Value.Members(semantic.facts));
    }

    /** Of a member of {@code output_changes}; empty where the output stays. */
    static Optional<Value> ofOutput(
            String name, Value change, FingerprintKey.Digester digester, Credentials credentials) {
        if (ResourceChangeJson.action(change) == Action.NO_OP) {
            return Optional.empty();
        }
        SemanticChange semantic = new SemanticChange(digester, credentials);
        semantic.put("output", name);
        semantic.putChange(change, sides -> semantic.concealment.ofOutput(name, sides));
        return Optional.of(new Value.Members(semantic.facts));
    }

    private void put(String name, String text) {
        facts.put(name, new Value.Text(text));
    }

    private void putIdentity(ResourceChange change) {
        put("address", change.address());
        put("mode", change.mode());
        put("type", change.type());
        Optional.ofNullable(change.provider()).ifPresent(provider -> put("provider", provider(provider)));
        Optional.ofNullable(change.deposed()).ifPresent(deposed -> put("deposed", deposed));
        Optional.ofNullable(change.previousAddress())
                .filter(_ -> change.isMoved())
                .ifPresent(previous -> put("previous_address", previous));
    }

    /**
     * The provider's source without a public registry's host. Terraform 0.12 knew providers by their short name alone, all
     * from one publisher, and put the alias behind it.
     */
    private static String provider(String source) {
        for (String registry : PUBLIC_REGISTRIES) {
            if (source.startsWith(registry)) {
                return source.substring(registry.length()).replaceFirst("^-/", "hashicorp/");
            }
        }
        if (source.contains("/")) {
            return source;
        }
        String name = source.replaceFirst("\\..*", "");
        return name.equals("terraform") ? BUILT_IN : "hashicorp/" + name;
    }

    /** The id to import by may repeat a sensitive value; next to one it is digested. */
    private void putImport(Value change) {
        Value importing = change.at("importing");
        if (!importing.isNull()) {
            boolean sensitive = Sensitivity.before(change).marksAnything();
            facts.put("importing", sensitive ? digester.of(importing) : importing);
        }
    }

    /** The order of the actions tells whether the old object goes before the new one is there. */
    private void putChange(Value change, Function<Value, Concealment.Sides> conceal) {
        Map<String, Value> sides = new LinkedHashMap<>();
        for (String side : List.of("before", "after")) {
            // concealing takes copies in the order of the members
            sides.put(side, JsonValues.sorted(change.at(side)));
            sides.put(side + "_sensitive", change.at(side + "_sensitive"));
        }
        Concealment.Sides concealed = conceal.apply(new Value.Members(sides));
        facts.put("actions", change.at("actions"));
        facts.put("before", concealed.before());
        facts.put("after", concealed.after());
        Value unknown = onlyTrue(change.at("after_unknown"));
        facts.put("after_unknown", Sensitivity.after(change).hideAttributes(unknown, this::digestedMask));
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
                new Value.Items(items.stream().map(SemanticChange::onlyTrue).toList());
            default -> mask;
        };
    }

    /** That a sensitive value is not known yet is no secret; the names inside it may be. */
    private Value digestedMask(Value mask) {
        return mask instanceof Value.Bool ? mask : digester.of(mask);
    }
}
