package dev.infrahub.driftworker.domain;

import dev.infrahub.json.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a change certainly lets in nobody new. */
final class Narrowing {

    private static final Set<String> FORBIDDING = Set.of("deny", "block", "drop", "reject", "forbid", "denied");

    private Narrowing() {}

    /** Names whose lists say who or what is let in; of most other lists fewer may mean more: of conditions, guards, what is checked. */
    private static final Set<String> LETTING_IN = Set.of(
            "cidr_blocks",
            "ipv6_cidr_blocks",
            "prefix_list_ids",
            "security_groups",
            "source_ranges",
            "source_address_prefixes",
            "ip_rules",
            "public_access_cidrs",
            "cidrs",
            "members",
            "actions",
            "identifiers",
            "principals",
            "permissions");

    /**
     * Only of a list of those who are let in, of which some is left and nothing is new, in a resource that forbids nothing and
     * did not: an empty list often means everybody, and who forbids less allows more.
     */
    static boolean isCertain(Difference difference, Compared resource) {
        return LETTING_IN.contains(difference.path().lastName())
                && difference.before() instanceof Value.Items(var before)
                && difference.after() instanceof Value.Items(var after)
                && !after.isEmpty()
                && isLess(before, after)
                && !resource.forbids();
    }

    private static boolean isLess(List<Value> before, List<Value> after) {
        return after.size() < before.size()
                && canonical(before).containsAll(canonical(after))
                && after.stream().noneMatch(Narrowing::isHidden);
    }

    /** Texts, which are told apart quickly whatever they are: many values that hash alike would not be. */
    private static Set<String> canonical(List<Value> values) {
        return values.stream().map(Fingerprints::canonical).collect(Collectors.toSet());
    }

    private static boolean isHidden(Value value) {
        return switch (value) {
            case Value.Special special -> !special.isNull();
            case Value.Items(var items) -> items.stream().anyMatch(Narrowing::isHidden);
            case Value.Members(var members) -> members.values().stream().anyMatch(Narrowing::isHidden);
            case Value.Text _, Value.Num _, Value.Bool _ -> false;
        };
    }

    /** Whether something in it is for keeping others out. */
    static boolean forbids(Value value) {
        return switch (value) {
            case Value.Text(String text) ->
                FORBIDDING.contains(text.toLowerCase(Locale.ROOT)) || text.contains("\"Deny\"");
            case Value.Items(var items) -> items.stream().anyMatch(Narrowing::forbids);
            case Value.Members(var members) -> members.entrySet().stream().anyMatch(Narrowing::forbids);
            case Value.Num _, Value.Bool _, Value.Special _ -> false;
        };
    }

    private static boolean forbids(Map.Entry<String, Value> member) {
        return forbids(member.getValue())
                || (FORBIDDING.contains(member.getKey().toLowerCase(Locale.ROOT))
                        && !Likeness.isEmpty(member.getValue()));
    }
}
