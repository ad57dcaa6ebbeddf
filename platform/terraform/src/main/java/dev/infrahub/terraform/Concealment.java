package dev.infrahub.terraform;

import dev.infrahub.json.Replaced;
import dev.infrahub.json.Value;
import dev.infrahub.secrets.Command;
import dev.infrahub.secrets.Finding;
import dev.infrahub.secrets.Naming;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Hides in one change what is marked sensitive, what looks like a credential, and the copies of either: providers repeat a
 * marked value under names that nobody marked, and put it into connection strings. For one change.
 */
final class Concealment {

    private static final int SHORTEST_COPY = 4;
    private static final int SHORTEST_PART = 8;
    private static final int SHORTEST_NUMBER = 6;

    private final UnaryOperator<Value> replacement;
    private final Consumer<String> told;
    private final PlanSecrets elsewhere;
    private final Credentials credentials;
    private final Copies here = new Copies(SHORTEST_COPY, SHORTEST_PART);

    Concealment(Credentials credentials, PlanSecrets elsewhere, UnaryOperator<Value> replacement) {
        this(credentials, elsewhere, replacement, _ -> {});
    }

    /** @param told hears what the rules find */
    Concealment(
            Credentials credentials, PlanSecrets elsewhere, UnaryOperator<Value> replacement, Consumer<String> told) {
        this.told = told;
        this.credentials = credentials;
        this.elsewhere = elsewhere;
        this.replacement = replacement;
    }

    /** Both sides of a change without what is hidden. */
    record Sides(Value before, Value after) {}

    /** For a resource's change, whose attribute names are never hidden. */
    Sides ofAttributes(Value change) {
        return sides(change, "", Sensitivity::hideAttributes);
    }

    /** For an output's change. */
    Sides ofOutput(String name, Value change) {
        return sides(change, name, Sensitivity::hide);
    }

    /** Hides what is marked in one side. */
    @FunctionalInterface
    private interface Hiding {
        Value hide(Sensitivity marks, Value side, UnaryOperator<Value> replacement);
    }

    private Sides sides(Value change, String name, Hiding hiding) {
        Value before = hiding.hide(Sensitivity.before(change), change.at("before"), this::hidden);
        Value after = hiding.hide(Sensitivity.after(change), change.at("after"), this::hidden);
        Value knownBefore = hideCredentials(name, before);
        Value knownAfter = hideCredentials(name, after);
        Sides sides = new Sides(hideCopies(knownBefore), hideCopies(knownAfter));
        here.end();
        return sides;
    }

    private Value hidden(Value value) {
        here.addAll(value);
        return replacement.apply(value);
    }

    /** One value without what looks like a credential; nothing else is asked of this then. */
    Value withoutCredentials(String name, Value value) {
        Value hidden = hideCredentials(name, value);
        here.end();
        return hidden;
    }

    private Value hideCredentials(String name, Value value) {
        return switch (value) {
            case Value.Text(String text) -> hideText(text, value, credentials.in(name, text));
            case Value.Num(String spelling)
            when spelling.length() >= SHORTEST_NUMBER
                    && !credentials.in(name, spelling).isEmpty() -> replacement.apply(value);
            case Value.Items items -> hideItems(Naming.ofItems(name), items);
            case Value.Members members -> hideMembers(name, members);
            case Value.Num _, Value.Bool _, Value.Special _ -> value;
        };
    }

    /** An item may only be secret because of what stands before it, in lists within lists too. */
    private Value hideItems(String name, Value.Items items) {
        List<String> texts = new ArrayList<>();
        addTexts(items, texts);
        return hideItems(name, items, credentials.inItems(name, texts).iterator());
    }

    private Value hideItems(String name, Value.Items items, Iterator<List<Finding>> found) {
        return Replaced.items(items, item -> switch (item) {
            case Value.Text(String text) -> hideText(text, item, found.next());
            case Value.Items inner -> hideItems(name, inner, found);
            case Value.Members _, Value.Num _, Value.Bool _, Value.Special _ -> hideCredentials(name, item);
        });
    }

    private static void addTexts(Value.Items items, List<String> texts) {
        for (Value item : items.items()) {
            switch (item) {
                case Value.Text(String text) -> texts.add(text);
                case Value.Items inner -> addTexts(inner, texts);
                case Value.Members _, Value.Num _, Value.Bool _, Value.Special _ -> {}
            }
        }
    }

    /** All of the text, so that nothing of a credential is left that a rule saw only part of. */
    private Value hideText(String text, Value value, List<Finding> findings) {
        if (Markers.isMarker(text) || findings.isEmpty()) {
            return value;
        }
        findings.forEach(finding -> addFound(finding.in(text)));
        return replacement.apply(value);
    }

    /** The part may come up again without the rest. */
    private void addFound(String secret) {
        here.add(secret);
        told.accept(secret);
    }

    private Value hideMembers(String name, Value.Members value) {
        if (!name.isEmpty() && credentials.areNames(value.members())) {
            return hidden(value);
        }
        hideCommand(Command.of(value.members()).texts());
        Naming naming = new Naming(name, value.members());
        return Replaced.members(value, (key, member) -> hideCredentials(naming.of(key), member));
    }

    /** Its arguments are copies of what is known to be secret then. */
    private void hideCommand(List<String> texts) {
        Iterator<List<Finding>> found = credentials.inItems("", texts).iterator();
        for (String text : texts) {
            List<Finding> findings = found.next();
            findings.forEach(finding -> addFound(finding.in(text)));
            if (!findings.isEmpty()) {
                here.add(text);
            }
        }
    }

    private Value hideCopies(Value value) {
        return switch (value) {
            case Value.Text(String text) -> isCopy(text) ? replacement.apply(value) : value;
            case Value.Items items -> Replaced.items(items, this::hideCopies);
            case Value.Members members -> Replaced.members(members, (_, member) -> hideCopies(member));
            case Value.Num(String number) -> isCopy(number) ? replacement.apply(value) : value;
            case Value.Bool _, Value.Special _ -> value;
        };
    }

    /** A marker stands for something hidden before, be it marked here or not. */
    private boolean isCopy(String text) {
        return Markers.isMarker(text) || here.in(text) || elsewhere.areIn(text);
    }
}
