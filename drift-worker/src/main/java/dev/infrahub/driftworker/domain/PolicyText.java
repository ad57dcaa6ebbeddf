package dev.infrahub.driftworker.domain;

import dev.infrahub.json.JsonValues;
import dev.infrahub.json.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** JSON in a text, and policies in it, compared by what they say. What has a member twice says nothing for certain. */
final class PolicyText {

    private static final String STATEMENT = "Statement";
    private static final String BINDINGS = "bindings";

    /** Changes with every change, and says nothing. */
    private static final String ETAG = "etag";

    private static final Set<String> OF_ACTIONS = Set.of("Action", "NotAction");
    private static final Set<String> OF_PRINCIPALS = Set.of("Principal", "NotPrincipal");
    private static final String CONDITION = "Condition";
    private static final String ACCOUNTS = "AWS";
    private static final List<String> BEFORE_ACCOUNT =
            List.of("arn:aws:iam::", "arn:aws-cn:iam::", "arn:aws-us-gov:iam::");
    private static final String BEHIND_ACCOUNT = ":root";

    private PolicyText() {}

    /** Whatever the order of members, and however it is laid out. */
    static boolean sameJson(String before, String after) {
        return document(before).isPresent() && document(before).equals(document(after));
    }

    /** Only what is an object or a list: a word in quotes is no document. */
    private static Optional<Value> document(String text) {
        String start = text.stripLeading();
        boolean document = start.startsWith("{") || start.startsWith("[");
        return document ? JsonValues.parseUnambiguous(text).map(JsonValues::sorted) : Optional.empty();
    }

    /**
     * In the language of AWS IAM, whatever the order of statements, actions, resources and principals, with one for a list of one,
     * an account for its root, and letters of whatever case where AWS does not tell them apart.
     */
    static boolean samePolicy(String before, String after) {
        Optional<Value> was = policy(before);
        return was.isPresent() && was.equals(policy(after));
    }

    /** In the language of Google's IAM, whatever the order of bindings and members. */
    static boolean sameBindings(String before, String after) {
        Optional<Value> was = bindings(before);
        return was.isPresent() && was.equals(bindings(after));
    }

    /** What it says, where it is a policy, or another document of JSON. */
    static Optional<Value> normal(String text) {
        return policy(text).or(() -> document(text));
    }

    private static Optional<Value> policy(String text) {
        return document(text)
                .filter(document -> !document.at(STATEMENT).isNull())
                .map(document -> each(document, PolicyText::element));
    }

    private static Optional<Value> bindings(String text) {
        return document(text)
                .filter(document -> !document.at(BINDINGS).isNull())
                .map(document -> each(document, (name, value) -> name.equals(ETAG) ? Value.Special.NULL : set(value)));
    }

    /** Makes something of each member. */
    private interface Reading {
        Value of(String name, Value value);
    }

    private static Value each(Value value, Reading reading) {
        if (!(value instanceof Value.Members(var members))) {
            return value;
        }
        Map<String, Value> each = new TreeMap<>();
        members.forEach((name, member) -> each.put(name, reading.of(name, member)));
        return new Value.Members(each);
    }

    private static Value element(String name, Value value) {
        return name.equals(STATEMENT) ? set(value, statement -> each(statement, PolicyText::part)) : set(value);
    }

    private static Value part(String name, Value value) {
        if (OF_ACTIONS.contains(name)) {
            return set(value, PolicyText::inLowerCase);
        }
        if (OF_PRINCIPALS.contains(name)) {
            return each(value, (kind, whom) -> kind.equals(ACCOUNTS) ? set(whom, PolicyText::withoutRoot) : set(whom));
        }
        return name.equals(CONDITION) ? each(value, (_, tested) -> condition(tested)) : set(value);
    }

    /** Keys are told apart by their letters alone; where one is there in both cases, both count. */
    private static Value condition(Value tested) {
        Map<String, Value> keys = new TreeMap<>();
        if (!(tested instanceof Value.Members(var members))) {
            return tested;
        }
        for (Map.Entry<String, Value> key : members.entrySet()) {
            String name = key.getKey().toLowerCase(Locale.ROOT);
            if (keys.put(name, set(key.getValue(), PolicyText::asText)) != null) {
                return tested;
            }
        }
        return new Value.Members(keys);
    }

    private static Value inLowerCase(Value value) {
        return value instanceof Value.Text(String text) ? new Value.Text(text.toLowerCase(Locale.ROOT)) : value;
    }

    /** The root of an account stands for the account. */
    private static Value withoutRoot(Value value) {
        return value instanceof Value.Text(String text) ? new Value.Text(account(text)) : value;
    }

    private static String account(String principal) {
        for (String start : BEFORE_ACCOUNT) {
            if (principal.startsWith(start) && principal.endsWith(BEHIND_ACCOUNT)) {
                String account = principal.substring(start.length(), principal.length() - BEHIND_ACCOUNT.length());
                return isNumber(account) ? account : principal;
            }
        }
        return principal;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Values of conditions are texts, whatever they are in JSON. */
    private static Value asText(Value value) {
        return switch (value) {
            case Value.Bool(boolean truth) -> new Value.Text(Boolean.toString(truth));
            case Value.Num(String number) -> new Value.Text(number);
            case Value.Text _, Value.Items _, Value.Members _, Value.Special _ -> value;
        };
    }

    /** Without an order, and no other thing than what is in it where that is one. */
    private static Value set(Value value) {
        return set(value, one -> switch (one) {
            case Value.Members _, Value.Items _ -> each(one, (_, member) -> set(member));
            case Value.Text _, Value.Num _, Value.Bool _, Value.Special _ -> one;
        });
    }

    private static Value set(Value value, UnaryOperator<Value> reading) {
        if (!(value instanceof Value.Items(var items))) {
            return reading.apply(value);
        }
        List<Value> sorted =
                new ArrayList<>(items.stream().map(reading).distinct().toList());
        sorted.sort(Comparator.comparing(JsonValues::canonical));
        return sorted.size() == 1 ? sorted.getFirst() : new Value.Items(sorted);
    }
}
