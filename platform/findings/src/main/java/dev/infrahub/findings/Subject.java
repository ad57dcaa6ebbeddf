package dev.infrahub.findings;

import dev.infrahub.json.Parts;
import dev.infrahub.json.Value;
import dev.infrahub.terraform.Action;
import dev.infrahub.terraform.ChangeValues;
import dev.infrahub.terraform.ResourceChange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One resource change under judgement.
 *
 * @param type what it is judged as: of what wraps another resource, that one's
 * @param within the attribute in which the values stand; empty where they are the resource's own
 */
public record Subject(ResourceChange change, ChangeValues values, String type, String within) {

    public Subject(ResourceChange change, ChangeValues values) {
        this(change, values, change.type(), "");
    }

    public String address() {
        return change.address();
    }

    public boolean is(Action action) {
        return change.action() == action;
    }

    public boolean showsValues() {
        return values.after() != Value.Special.UNKNOWN;
    }

    /** Whether something exists after apply whose values this change decides. */
    public boolean sets() {
        return switch (change.action()) {
            case CREATE, UPDATE, REPLACE, SUPERSEDE, UNKNOWN -> true;
            case DELETE, READ, NO_OP, FORGET -> false;
        };
    }

    /** What is made by changing something that exists: its creation is that thing's change. */
    private static final Set<String> PATCHES = Set.of("azapi_update_resource", AzureActionRule.TYPE);

    /** Whether nothing existed before. */
    boolean isNew() {
        return is(Action.CREATE) && !PATCHES.contains(change.type());
    }

    /** Whether the same thing exists before and after. */
    boolean lasts() {
        return switch (change.action()) {
            case UPDATE, REPLACE, SUPERSEDE, UNKNOWN, NO_OP -> true;
            case CREATE, DELETE, READ, FORGET -> false;
        };
    }

    /** Whether the attribute at the path is another one after the change. */
    boolean changes(String path) {
        return isNew() || change.changedAttributes().contains(attribute(inWhole(path)));
    }

    /** The rule cannot tell before apply; that is no pass. */
    Finding unknown(Rule rule, String path, boolean presumed) {
        return unknown(rule, path, presumed, "");
    }

    Finding unknown(Rule rule, String path, boolean presumed, String answeredBy) {
        boolean sensitive = after(path).stream()
                .flatMap(value -> value.each().stream())
                .anyMatch(value -> value == Value.Special.SENSITIVE);
        Finding.Unseen unseen = sensitive ? Finding.Unseen.SENSITIVE : Finding.Unseen.LATER;
        return asking(
                rule,
                new Finding.Question(inWhole(path), unseen, presumed, answeredBy),
                "After apply, look at what was not known before it.");
    }

    /** The value is there, but tells nothing. */
    Finding unknown(Rule rule, String path, Finding.Unseen unseen) {
        return asking(
                rule,
                new Finding.Question(inWhole(path), unseen, true, ""),
                "Have somebody read what no rule could: it is in the plan.");
    }

    private Finding asking(Rule rule, Finding.Question question, String advice) {
        return new Finding(rule, Severity.LOW, address(), question.detail(), advice, question);
    }

    private String inWhole(String path) {
        return within.isEmpty() ? path : within + "." + path;
    }

    List<Value> before(String path) {
        return all(values.before(), path);
    }

    List<Value> after(String path) {
        return all(values.after(), path);
    }

    /**
     * Every value at a dotted path, through each item of the lists on the way: nested blocks are lists. In brackets stands a name
     * with dots in it, {@code labels[example.com/tier]}, or what a block must say to be meant, {@code parameter[name=ssl].value}.
     */
    static List<Value> all(Value root, String path) {
        List<Value> found = List.of(root);
        for (String step : steps(path)) {
            List<Value> next = new ArrayList<>();
            for (Value value : found) {
                value.each().forEach(item -> next.addAll(at(item, step)));
            }
            found = next;
        }
        return found;
    }

    /** What is at one step below an item. */
    static List<Value> at(Value item, String step) {
        if (step.charAt(0) != '[') {
            return List.of(item.at(step));
        }
        String inside = step.substring(1, step.length() - 1);
        int equals = inside.indexOf('=');
        if (equals < 0) {
            return List.of(item.at(inside));
        }
        Value wanted = new Value.Text(inside.substring(equals + 1));
        return item.at(inside.substring(0, equals)).equals(wanted) ? List.of(item) : List.of();
    }

    /** The steps of a path, brackets and all. */
    static List<String> steps(String path) {
        int open = path.indexOf('[');
        if (open < 0) {
            return Parts.of(path, '.');
        }
        int close = path.indexOf(']', open);
        List<String> steps = new ArrayList<>(open == 0 ? List.of() : Parts.of(path.substring(0, open), '.'));
        steps.add(path.substring(open, close + 1));
        if (close + 1 < path.length()) {
            steps.addAll(steps(path.substring(close + 2)));
        }
        return steps;
    }

    /** The attribute of the resource through which a path goes. */
    static String attribute(String path) {
        return steps(path).stream()
                .filter(step -> step.charAt(0) != '[')
                .findFirst()
                .orElse(path);
    }

    /** The texts at a dotted path, those of lists too. */
    static Set<String> texts(Value root, String path) {
        return all(root, path).stream()
                .flatMap(value -> value.each().stream())
                .flatMap(value -> value.text().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether a value, or one of its items, is hidden. */
    static boolean holdsHidden(Value value) {
        return value.each().stream().anyMatch(Subject::isHidden);
    }

    static boolean isHidden(Value value) {
        return value == Value.Special.UNKNOWN || value == Value.Special.SENSITIVE;
    }
}
