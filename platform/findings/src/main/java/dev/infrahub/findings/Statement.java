package dev.infrahub.findings;

import dev.infrahub.json.Parts;
import dev.infrahub.json.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One statement of a policy.
 *
 * @param allows otherwise it denies
 * @param actions patterns of what it is about
 * @param allActionsBut whether it is about everything but those
 * @param resources patterns of what it holds for
 * @param allResourcesBut whether it holds for everything but those
 * @param principals whom it is about
 * @param hidden whether a part of it is not shown
 */
record Statement(
        boolean allows,
        List<String> actions,
        boolean allActionsBut,
        List<String> resources,
        boolean allResourcesBut,
        Principals principals,
        List<Condition> conditions,
        boolean hidden) {

    private static final int ARN_PARTS = 6;
    private static final int ACCOUNT = 4;
    private static final int ACCOUNT_DIGITS = 12;

    /** Services whose resources begin with a name, where others say first what kind they are of. */
    private static final List<String> NAMED_FIRST = List.of("s3", "s3express", "execute-api", "oss");

    /**
     * Whom a statement is about.
     *
     * @param named whether it names anybody, for whatever reason
     * @param federated identity providers among them
     * @param anyone whether everyone is among them, some that it names at most aside
     */
    record Principals(boolean named, List<String> federated, boolean anyone, Extent whom) {}

    /**
     * Reads one; empty where it cannot be read.
     *
     * @param block whether it is a block, which allows unless it says otherwise
     */
    static Optional<Statement> of(Value value, boolean block) {
        return value instanceof Value.Members(var members)
                ? new Reading(block).read(new Value.Members(members))
                : Optional.empty();
    }

    /** Whether it is about every action, some that it names at most aside. */
    boolean isOfEveryAction() {
        return allActionsBut
                ? actions.stream().noneMatch(Statement::isEveryAction)
                : actions.stream().anyMatch(Statement::isEveryAction);
    }

    /** Whether it holds everywhere, some places that it names at most aside. */
    boolean isEverywhere() {
        return allResourcesBut
                ? resources.stream().noneMatch(Wildcard::isAll)
                : resources.stream().anyMatch(Statement::isEverywhere);
    }

    /** Whether it is about this action of a service. */
    boolean isAbout(String action) {
        return allActionsBut != actions.stream().anyMatch(pattern -> Wildcard.matches(pattern, action));
    }

    /** What it is about; the case of an action does not count. */
    Extent what() {
        boolean every = !allActionsBut && actions.stream().anyMatch(Statement::isEveryAction);
        return every
                ? Extent.EVERYWHERE
                : Extent.of(
                        actions.stream()
                                .map(action -> action.toLowerCase(Locale.ROOT))
                                .toList(),
                        allActionsBut);
    }

    /** Where it holds: of one that names no resources, as those of a role's trust, for all that it belongs to. */
    Extent where() {
        return resources.isEmpty() ? Extent.EVERYWHERE : Extent.of(resources, allResourcesBut);
    }

    /** How much there is to compare. */
    long length() {
        long named = Stream.of(actions, resources)
                .flatMap(List::stream)
                .mapToLong(pattern -> pattern.length() + 1)
                .sum();
        return named
                + principals.whom().length()
                + conditions.stream().mapToLong(Condition::length).sum();
    }

    boolean isUnderCondition() {
        return conditions.stream().anyMatch(Condition::mayLimit);
    }

    /** Those of its conditions that may be false. */
    Set<Condition> limits() {
        return conditions.stream().filter(Condition::mayBeFalse).collect(Collectors.toUnmodifiableSet());
    }

    static boolean isEveryAction(String pattern) {
        int colon = pattern.indexOf(':');
        return Wildcard.isAll(pattern)
                || (colon > 0
                        && Wildcard.isAll(pattern.substring(0, colon))
                        && Wildcard.isAll(pattern.substring(colon + 1)));
    }

    private static boolean isEverywhere(String pattern) {
        if (Wildcard.isAll(pattern)) {
            return true;
        }
        List<String> parts = Parts.of(pattern, ':');
        int first = pattern.startsWith("acs:") ? ARN_PARTS - 2 : ARN_PARTS - 1;
        if (!pattern.startsWith("arn:") && !pattern.startsWith("acs:")) {
            return false;
        }
        if (parts.size() <= first) {
            return pattern.endsWith("*");
        }
        String resource = String.join(":", parts.subList(first, parts.size()));
        return isAllOfAKind(resource, parts.get(first - 3));
    }

    private static boolean isAllOfAKind(String resource, String service) {
        if (Wildcard.isIn(resource) && resource.chars().allMatch(c -> c == '*' || c == '?' || c == '/' || c == ':')) {
            return true;
        }
        int end = 0;
        while (end < resource.length() && resource.charAt(end) != '/' && resource.charAt(end) != ':') {
            end++;
        }
        return end > 0
                && end < resource.length()
                && !NAMED_FIRST.contains(service)
                && Wildcard.literalStart(resource).length() > end
                && Wildcard.isAll(resource.substring(end + 1));
    }

    /** An account has two names. */
    private static String plainPrincipal(String principal) {
        boolean isAccount =
                principal.length() == ACCOUNT_DIGITS && principal.chars().allMatch(c -> c >= '0' && c <= '9');
        return isAccount ? "arn:aws:iam::%s:root".formatted(principal) : principal;
    }

    /** Whether a principal stands for everyone, or for everyone of some account. */
    private static boolean isAnyone(String principal) {
        if (Wildcard.isAll(principal)) {
            return true;
        }
        List<String> parts = Parts.of(principal, ':');
        return switch (parts.getFirst()) {
            case "arn" -> parts.size() > ACCOUNT && Wildcard.isIn(parts.get(ACCOUNT));
            case "acs" -> parts.size() > ACCOUNT - 1 && Wildcard.isIn(parts.get(ACCOUNT - 1));
            default -> false;
        };
    }

    /** A statement on its way. */
    private static final class Reading {

        private final boolean block;
        private final List<String> actions = new ArrayList<>();
        private final List<String> resources = new ArrayList<>();
        private final List<String> principals = new ArrayList<>();
        private final List<String> federated = new ArrayList<>();
        private final List<Condition> conditions = new ArrayList<>();
        private Optional<Boolean> allows;
        private boolean allActionsBut;
        private boolean allResourcesBut;
        private boolean namesPrincipals;
        private boolean anyone;
        private boolean allPrincipalsBut;
        private boolean hidden;
        private boolean readable = true;

        private Reading(boolean block) {
            this.block = block;
            this.allows = block ? Optional.of(true) : Optional.empty();
        }

        private Optional<Statement> read(Value.Members statement) {
            statement.members().forEach((name, value) -> {
                if (!value.isNull()) {
                    member(plain(name), value);
                }
            });
            return readable
                    ? allows.map(allowed -> new Statement(
                            allowed,
                            actions,
                            allActionsBut,
                            resources,
                            allResourcesBut,
                            new Principals(namesPrincipals, federated, anyone || allPrincipalsBut, whom()),
                            conditions,
                            hidden))
                    : Optional.empty();
        }

        private Extent whom() {
            return principals.isEmpty() ? Extent.EVERYWHERE : Extent.of(principals, allPrincipalsBut);
        }

        /** Elements and blocks are called the same but for case, underscores and an s. */
        private static String plain(String name) {
            String lower = name.replace("_", "").toLowerCase(Locale.ROOT);
            return lower.endsWith("s") ? lower.substring(0, lower.length() - 1) : lower;
        }

        private void member(String name, Value value) {
            switch (name) {
                case "effect" -> effect(value);
                case "action" -> actions.addAll(patterns(value));
                case "notaction" -> allActionsBut |= addTo(actions, value);
                case "resource" -> resources.addAll(patterns(value));
                case "notresource" -> allResourcesBut |= addTo(resources, value);
                case "principal" -> principals(value);
                case "notprincipal" -> {
                    allPrincipalsBut |= !value.each().isEmpty();
                    principals(value);
                }
                case "condition" -> conditions(value);
                default -> {}
            }
        }

        private boolean addTo(List<String> patterns, Value value) {
            List<String> more = patterns(value);
            patterns.addAll(more);
            return !more.isEmpty() || (!block && !value.isNull());
        }

        private void effect(Value value) {
            if (Subject.isHidden(value)) {
                hidden = true;
                return;
            }
            allows = value.text().flatMap(text -> switch (text.toLowerCase(Locale.ROOT)) {
                case "allow" -> Optional.of(true);
                case "deny" -> Optional.of(false);
                default -> Optional.empty();
            });
        }

        private List<String> patterns(Value value) {
            return words(value).stream().map(Wildcard::collapsed).toList();
        }

        private List<String> words(Value value) {
            List<String> words = new ArrayList<>();
            for (Value item : value.each()) {
                switch (item) {
                    case Value.Text(String text) -> words.add(text);
                    case Value.Num(String spelling) -> words.add(spelling);
                    case Value.Bool(boolean truth) -> words.add(Boolean.toString(truth));
                    case Value.Special.NULL -> {}
                    case Value.Special _ -> hidden = true;
                    case Value.Items _, Value.Members _ -> readable = false;
                }
            }
            return words;
        }

        private void principals(Value value) {
            for (Value item : value.each()) {
                namesPrincipals = true;
                if (!(item instanceof Value.Members(var members))) {
                    named("aws", item);
                } else if (members.containsKey("identifiers")) {
                    named(item.at("type").text().orElse(""), item.at("identifiers"));
                } else {
                    members.forEach(this::named);
                }
            }
        }

        private void named(String kind, Value value) {
            List<String> names = words(value);
            names.stream().map(Statement::plainPrincipal).forEach(principals::add);
            anyone |= names.stream().anyMatch(Statement::isAnyone);
            if (kind.toLowerCase(Locale.ROOT).equals("federated")) {
                federated.addAll(names);
            }
        }

        private void conditions(Value value) {
            for (Value item : value.each()) {
                if (!(item instanceof Value.Members(var members))) {
                    hidden |= Subject.isHidden(item);
                    readable &= Subject.isHidden(item);
                } else if (members.containsKey("variable")) {
                    condition(
                            item.at("test").text().orElse(""),
                            item.at("variable").text().orElse(""),
                            item.at("values"));
                } else {
                    members.forEach((operator, keys) -> {
                        if (keys instanceof Value.Members(var tested)) {
                            tested.forEach((key, values) -> condition(operator, key, values));
                        } else {
                            readable = false;
                        }
                    });
                }
            }
        }

        private void condition(String operator, String key, Value values) {
            conditions.add(
                    new Condition(operator.toLowerCase(Locale.ROOT), key.toLowerCase(Locale.ROOT), words(values)));
        }
    }
}
