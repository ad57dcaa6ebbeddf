package dev.infrahub.terraform;

import dev.infrahub.json.Parts;
import dev.infrahub.json.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One entry of {@code resource_changes} or {@code resource_drift}, as JSON. */
record ResourceChangeJson(Value entry) {

    /** What is done with an ephemeral resource. */
    private static final Set<String> OPENING = Set.of("open", "renew", "close");

    ResourceChangeJson {
        if (!(entry.at("change") instanceof Value.Members)) {
            throw NotAPlan.unreadable("a resource change without a change");
        }
        requireObject(entry.at("change", "before"));
        requireObject(entry.at("change", "after"));
    }

    private static void requireObject(Value attributes) {
        if (!(attributes instanceof Value.Members) && !attributes.isNull()) {
            throw NotAPlan.unreadable("a resource change whose values are not an object");
        }
    }

    ResourceChange change() {
        Action action = action();
        return new ResourceChange(
                address(),
                named("type"),
                named("name"),
                entry.at("module_address").text().orElse(""),
                mode(),
                optional("provider_name"),
                action,
                hasBothSides(action) ? changedAttributes() : List.of(),
                hasBothSides(action) ? remarked() : List.of(),
                replacePaths(),
                optional("action_reason"),
                !entry.at("change", "importing").isNull(),
                optional("previous_address"),
                optional("deposed"),
                action == Action.REPLACE ? order() : ResourceChange.Order.UNTOLD);
    }

    String address() {
        return entry.at("address").text().orElseGet(this::composedAddress);
    }

    /** Terraform lists what it does in the order in which it does it. */
    private ResourceChange.Order order() {
        return entry.at("change", "actions").each().getFirst().equals(new Value.Text("delete"))
                ? ResourceChange.Order.OLD_FIRST
                : ResourceChange.Order.NEW_FIRST;
    }

    /** Refuses what {@link #change} would refuse. */
    void requireReadable() {
        address();
        action();
        named("type");
        named("name");
        replacePaths();
    }

    private String mode() {
        return entry.at("mode").text().orElse("managed");
    }

    /** OpenTofu lists what it opens; nothing of it is kept or changed. */
    Action action() {
        Value change = entry.at("change");
        Action action = action(change);
        boolean opened = mode().equals(ResourceChange.EPHEMERAL) && OPENING.containsAll(words(change));
        return opened ? Action.NO_OP : action;
    }

    private static boolean hasBothSides(Action action) {
        return switch (action) {
            case UPDATE, REPLACE, SUPERSEDE, UNKNOWN -> true;
            case CREATE, DELETE, READ, NO_OP, FORGET -> false;
        };
    }

    /** Some tools in front of us leave the address out, at least in drift; its parts say the same. */
    private String composedAddress() {
        String module =
                entry.at("module_address").text().map(path -> path + ".").orElse("");
        String data =
                entry.at("mode").text().filter("data"::equals).map(_ -> "data.").orElse("");
        return module + data + required("type") + "." + required("name") + instanceKey();
    }

    private String instanceKey() {
        return switch (entry.at("index")) {
            case Value.Text(String key) -> "[\"" + key + "\"]";
            case Value.Num(String index) -> "[" + index + "]";
            default -> "";
        };
    }

    /** The action of a {@code change} object, which is refused where its masks are unusable. */
    static Action action(Value change) {
        Sensitivity.before(change);
        Sensitivity.mask(change.at("after_unknown"));
        return Action.of(words(change));
    }

    /** The words that say what is done. */
    static List<String> words(Value change) {
        List<String> words = change.at("actions").each().stream()
                .map(item -> item.text()
                        .orElseThrow(() -> NotAPlan.unreadable("a change whose actions are not Terraform's")))
                .toList();
        if (words.isEmpty() || !(change.at("actions") instanceof Value.Items)) {
            throw NotAPlan.unreadable("a change without actions");
        }
        return words;
    }

    private String required(String name) {
        return entry.at(name)
                .text()
                .orElseThrow(() -> NotAPlan.unreadable("a resource change without '%s'".formatted(name)));
    }

    /** Type or name; some tools leave them out, and the address says the same. */
    private String named(String part) {
        return named(entry, part)
                .orElseThrow(() -> NotAPlan.unreadable("a resource change without '%s'".formatted(part)));
    }

    /** The type of the resource; empty where the entry does not say. */
    static Optional<String> type(Value entry) {
        return named(entry, "type");
    }

    private static Optional<String> named(Value entry, String part) {
        return entry.at(part).text().or(() -> inAddress(entry, part));
    }

    private static Optional<String> inAddress(Value entry, String part) {
        return entry.at("address")
                .text()
                .map(ReferenceGraph::configurationAddress)
                .map(path -> Parts.of(path, '.'))
                .filter(steps -> steps.size() > 1)
                .map(steps -> steps.get(steps.size() - (part.equals("name") ? 1 : 2)));
    }

    private @Nullable String optional(String name) {
        return entry.at(name).text().orElse(null);
    }

    private List<String> changedAttributes() {
        Value before = entry.at("change", "before");
        Value after = entry.at("change", "after");
        Value unknown = entry.at("change", "after_unknown");
        Set<String> names = new TreeSet<>();
        for (Value side : List.of(before, after, unknown)) {
            if (side instanceof Value.Members(var members)) {
                names.addAll(members.keySet());
            }
        }
        names.removeIf(name ->
                !Sensitivity.marksAnything(unknown.at(name)) && before.at(name).equals(after.at(name)));
        return List.copyOf(names);
    }

    /** Where the plan tells of a mark that comes or goes while the value stays. */
    private List<String> remarked() {
        Value change = entry.at("change");
        Set<String> names = new TreeSet<>();
        for (String side : List.of("before_sensitive", "after_sensitive")) {
            if (change.at(side) instanceof Value.Members(var members)) {
                names.addAll(members.keySet());
            }
        }
        names.removeIf(name -> Sensitivity.marksAnything(change.at("after_unknown", name))
                || !change.at("before", name).equals(change.at("after", name))
                || change.at("before", name).isNull()
                || Sensitivity.marksTheSame(change.at("before_sensitive", name), change.at("after_sensitive", name)));
        return List.copyOf(names);
    }

    private List<String> replacePaths() {
        Set<String> paths = new LinkedHashSet<>();
        Sensitivity sensitivity = Sensitivity.before(entry.at("change"));
        for (Value path : entry.at("change", "replace_paths").each()) {
            paths.add(rendered(sensitivity.cut(path.each())));
        }
        return List.copyOf(paths);
    }

    private static String rendered(List<Value> path) {
        StringBuilder rendered = new StringBuilder();
        for (Value step : path) {
            switch (step) {
                case Value.Text(String name)
                when Identifier.isOne(name) ->
                    rendered.append(rendered.isEmpty() ? "" : ".").append(name);
                case Value.Text(String key) ->
                    rendered.append("[\"").append(key).append("\"]");
                case Value.Num(String index) ->
                    rendered.append('[').append(index).append(']');
                default -> throw NotAPlan.unreadable("a replace path that is not made of names and indexes");
            }
        }
        return rendered.toString();
    }

    ChangeValues values(Credentials credentials) {
        Value change = entry.at("change");
        Concealment concealment = new Concealment(credentials, PlanSecrets.none(), _ -> Value.Special.SENSITIVE);
        Concealment.Sides concealed = concealment.ofAttributes(change);
        boolean areMarked = !(change.at("before_sensitive") instanceof Value.Items)
                && !(change.at("after_sensitive") instanceof Value.Items);
        return new ChangeValues(
                concealed.before(), withUnknown(concealed.after(), change.at("after_unknown")), Set.of(), areMarked);
    }

    /** The same with where two hidden values differ, which they do not show themselves. */
    ChangeValues valuesOfDrift(Credentials credentials) {
        ChangeValues values = values(credentials);
        Set<List<Value>> hidden =
                HiddenDifferences.between(entry.at("change", "before"), entry.at("change", "after"), values);
        return new ChangeValues(values.before(), values.after(), hidden);
    }

    /** Lays the mask of unknown values over the known ones, which leave them out. */
    static Value withUnknown(Value known, Value mask) {
        return switch (mask) {
            case Value.Bool(boolean unknown) -> unknown && known.isNull() ? Value.Special.UNKNOWN : known;
            case Value.Members(var masks)
            when known instanceof Value.Members(var members) -> membersWithUnknown(members, masks);
            case Value.Items(var masks) when known instanceof Value.Items(var items) -> itemsWithUnknown(items, masks);
            default -> known.isNull() && Sensitivity.marksAnything(mask) ? Value.Special.UNKNOWN : known;
        };
    }

    private static Value membersWithUnknown(Map<String, Value> members, Map<String, Value> masks) {
        Map<String, Value> all = new LinkedHashMap<>(members);
        masks.forEach((name, mask) -> all.put(name, withUnknown(all.getOrDefault(name, Value.Special.NULL), mask)));
        return new Value.Members(all);
    }

    private static Value itemsWithUnknown(List<Value> items, List<Value> masks) {
        List<Value> all = new ArrayList<>();
        for (int index = 0; index < Math.max(items.size(), masks.size()); index++) {
            Value item = index < items.size() ? items.get(index) : Value.Special.NULL;
            all.add(index < masks.size() ? withUnknown(item, masks.get(index)) : item);
        }
        return new Value.Items(all);
    }
}
