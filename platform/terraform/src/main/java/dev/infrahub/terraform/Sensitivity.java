package dev.infrahub.terraform;

import dev.infrahub.json.Replaced;
import dev.infrahub.json.Value;
import dev.infrahub.secrets.Secrets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Terraform's marks for one side of a change, booleans in the shape of the value, and those of the other side. A value
 * marked on one side is hidden on both, because a mark that comes or goes with the change makes it no less secret.
 */
record Sensitivity(Value own, Value other) {

    private static final Value UNMARKED = new Value.Bool(false);
    private static final Value MARKED = new Value.Bool(true);

    /** The marks for {@code before}; an unusable mask is refused, since guessing would leak. */
    static Sensitivity before(Value change) {
        return new Sensitivity(mask(change.at("before_sensitive")), mask(change.at("after_sensitive")));
    }

    /** The marks for {@code after} and {@code after_unknown}. */
    static Sensitivity after(Value change) {
        return new Sensitivity(mask(change.at("after_sensitive")), mask(change.at("before_sensitive")));
    }

    /** A mask, checked to hold nothing but booleans. */
    static Value mask(Value json) {
        return switch (json) {
            case Value.Special.NULL -> UNMARKED;
            case Value.Bool bool -> bool;
            case Value.Items items -> Replaced.items(items, Sensitivity::mask);
            case Value.Members members -> Replaced.members(members, (_, member) -> mask(member));
            case Value.Text _, Value.Num _, Value.Special _ ->
                throw NotAPlan.unreadable("a mask that is not made of true and false");
        };
    }

    static boolean marksAnything(Value mask) {
        return switch (mask) {
            case Value.Items(var items) -> items.stream().anyMatch(Sensitivity::marksAnything);
            case Value.Members(var members) -> members.values().stream().anyMatch(Sensitivity::marksAnything);
            default -> mask.isTrue();
        };
    }

    /** Whether two masks mark the same: versions differ in how much they write of what is not marked. */
    static boolean marksTheSame(Value one, Value other) {
        if (!marksAnything(one) || !marksAnything(other)) {
            return !marksAnything(one) && !marksAnything(other);
        }
        if (one instanceof Value.Members(var some) && other instanceof Value.Members(var others)) {
            Set<String> names = new HashSet<>(some.keySet());
            names.addAll(others.keySet());
            return names.stream().allMatch(name -> marksTheSame(one.at(name), other.at(name)));
        }
        if (one instanceof Value.Items(var some) && other instanceof Value.Items(var others)) {
            return IntStream.range(0, Math.max(some.size(), others.size()))
                    .allMatch(index -> marksTheSame(item(some, index), item(others, index)));
        }
        return one.equals(other);
    }

    private static Value item(List<Value> items, int index) {
        return index < items.size() ? items.get(index) : UNMARKED;
    }

    boolean marksAnything() {
        return marksAnything(own) || marksAnything(other);
    }

    private boolean marksAll() {
        return own.isTrue() || other.isTrue();
    }

    /** The attributes with everything marked replaced; their names are never hidden. */
    Value hideAttributes(Value attributes, UnaryOperator<Value> replacement) {
        return attributes instanceof Value.Members members
                ? hideMembers(members, replacement)
                : hide(attributes, replacement);
    }

    /** The value with everything marked replaced, itself where it is marked as a whole. */
    Value hide(Value value, UnaryOperator<Value> replacement) {
        if (value.isNull() || !marksAnything()) {
            return value;
        }
        if (marksAll()) {
            return replacement.apply(value);
        }
        return switch (value) {
            case Value.Members members when fits(Value.Items.class) -> hideMembers(members, replacement);
            case Value.Items items
            when fits(Value.Members.class) ->
                Replaced.items(items, (index, item) -> at(index).hide(item, replacement));
            default -> replacement.apply(value);
        };
    }

    /** A mask of another shape than the value cannot be followed into it. */
    private boolean fits(Class<? extends Value> otherShape) {
        return !otherShape.isInstance(own) && !otherShape.isInstance(other);
    }

    private Value hideMembers(Value.Members members, UnaryOperator<Value> replacement) {
        return Replaced.members(members, (name, member) -> at(name).hide(member, replacement));
    }

    Sensitivity at(String name) {
        return new Sensitivity(member(own, name), member(other, name));
    }

    private static Value member(Value mask, String name) {
        return mask instanceof Value.Members(var members) ? members.getOrDefault(name, UNMARKED) : whole(mask);
    }

    Sensitivity at(int index) {
        // Items of the two sides correspond by position only while their marks are the same; after that, an item
        // marked anywhere on the other side may be this one.
        return new Sensitivity(item(own, index), own.equals(other) ? item(other, index) : anyItem(other));
    }

    private static Value item(Value mask, int index) {
        if (mask instanceof Value.Items(var items)) {
            return index < items.size() ? items.get(index) : UNMARKED;
        }
        return whole(mask);
    }

    private static Value anyItem(Value mask) {
        return mask instanceof Value.Items(var items)
                ? items.stream().reduce(UNMARKED, Sensitivity::union)
                : whole(mask);
    }

    private static Value whole(Value mask) {
        return mask.isTrue() ? MARKED : UNMARKED;
    }

    /** What either marks. */
    static Value union(Value one, Value other) {
        if (!marksAnything(one)) {
            return other;
        }
        if (!marksAnything(other)) {
            return one;
        }
        if (one instanceof Value.Members(var first) && other instanceof Value.Members(var second)) {
            Map<String, Value> both = new LinkedHashMap<>(first);
            second.forEach((name, mask) -> both.merge(name, mask, Sensitivity::union));
            return new Value.Members(both);
        }
        if (one instanceof Value.Items(var first) && other instanceof Value.Items(var second)) {
            return new Value.Items(IntStream.range(0, Math.max(first.size(), second.size()))
                    .mapToObj(index -> union(item(first, index), item(second, index)))
                    .toList());
        }
        return MARKED;
    }

    /** A mask of unknown values without the names below anything marked. */
    Value cutUnknown(Value unknown) {
        return unknown instanceof Value.Members members ? cutMembers(members) : cut(unknown);
    }

    private Value cut(Value unknown) {
        if (marksAll()) {
            return new Value.Bool(marksAnything(unknown));
        }
        return switch (unknown) {
            case Value.Members members -> cutMembers(members);
            case Value.Items items ->
                Replaced.items(items, (index, item) -> at(index).cut(item));
            default -> unknown;
        };
    }

    private Value cutMembers(Value.Members members) {
        return Replaced.members(members, (name, member) -> at(name).cut(member));
    }

    /** A mask without the names of maps whose keys are credentials. */
    static Value withoutCredentials(Value mask, Credentials credentials) {
        return mask instanceof Value.Members members ? namesOf(members, credentials) : mask;
    }

    private static Value namesOf(Value.Members members, Credentials credentials) {
        return Replaced.members(members, (_, member) -> inside(member, credentials));
    }

    private static Value inside(Value mask, Credentials credentials) {
        return switch (mask) {
            case Value.Members(var members) when credentials.areNames(members) -> new Value.Bool(marksAnything(mask));
            case Value.Members members -> namesOf(members, credentials);
            case Value.Items items -> Replaced.items(items, item -> inside(item, credentials));
            default -> mask;
        };
    }

    /** A path as far as it leads through nothing marked and no credential. */
    List<Value> cut(List<Value> path) {
        List<Value> kept = new ArrayList<>();
        Sensitivity here = this;
        for (Value step : path) {
            boolean credential = step instanceof Value.Text(String name)
                    && !Secrets.find(name).isEmpty();
            if (kept.size() > 0 && (credential || here.marksAll())) {
                break;
            }
            kept.add(step);
            here = step instanceof Value.Text(String name) ? here.at(name) : here.anywhere();
        }
        return kept;
    }

    private Sensitivity anywhere() {
        return new Sensitivity(anyItem(own), anyItem(other));
    }
}
