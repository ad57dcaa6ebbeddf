package dev.infrahub.findings;

import dev.infrahub.json.Parts;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One test of a statement's condition. All of them must hold; of the values one is enough.
 *
 * @param operator in lower case, for example {@code stringlike}
 * @param key in lower case
 */
public record Condition(String operator, String key, List<String> values) {

    private static final List<Row> KEYS = TabSeparated.rows("condition-keys.tsv").stream()
            .map(row -> new Row(row[0], Kind.valueOf(row[1].toUpperCase(Locale.ROOT))))
            .toList();

    private static final int ARN_PARTS = 6;
    private static final int ACCOUNT = 4;
    private static final String IF_EXISTS = "ifexists";
    private static final String OF_ALL = "forallvalues:";
    private static final String OF_ANY = "foranyvalue:";

    /** Conditions times conditions; of more, those that are spelt alike are looked for alone. */
    private static final long MOST_BY_VALUES = 10_000;

    private static final String OF_POD = "system:serviceaccount:";

    private record Row(String key, Kind kind) {}

    /** What a key tells. */
    private enum Kind {
        WHO,
        ARN,
        ADDRESS,
        TRUTH,
        NOBODY
    }

    /** Whom conditions leave. */
    enum Reach {
        /** Those whom they name, or who come from where they say. */
        LIMITED,
        /** Everyone. */
        ANYONE,
        /** That cannot be told. */
        UNSURE
    }

    static Reach reach(List<Condition> conditions) {
        Reach reach = Reach.ANYONE;
        for (Condition condition : conditions) {
            Reach one = condition.reach();
            if (one == Reach.LIMITED) {
                return one;
            }
            reach = one == Reach.UNSURE ? one : reach;
        }
        return reach;
    }

    /** Whether it can be false at all for one who comes with everything that it asks about. */
    boolean mayLimit() {
        return isPositive() && values.stream().noneMatch(this::isOpen);
    }

    /** How much there is to compare. */
    long length() {
        return key.length()
                + values.stream().mapToLong(value -> value.length() + 1).sum();
    }

    /** Whether it says as much as one condition for each of its values would, of which one is enough. */
    boolean isOneOfSome() {
        return values.size() > 1 && Operator.of(operator).isOneOf();
    }

    /** The same once for each value. */
    List<Condition> each() {
        return values.stream()
                .map(value -> new Condition(operator, key, List.of(value)))
                .toList();
    }

    /** Whether it can be false: what denies something, and what one need not bring, can be as well. */
    boolean mayBeFalse() {
        return (plainOperator().contains("not") || values.stream().noneMatch(this::isOpen)) && !isOfEveryone();
    }

    /** Whether it lets through all that another does. */
    boolean isAsWideAs(Condition other) {
        return key.equals(other.key)
                && (equals(other) || Operator.of(operator).isAsWide(values, Operator.of(other.operator), other.values));
    }

    /**
     * Whether whoever is under these limits is under the wider ones.
     *
     * @param literally whether they are too long to compare otherwise than as they are spelt
     */
    static boolean areAsWide(Set<Condition> wider, Set<Condition> limits, boolean literally) {
        boolean few = !literally || (long) wider.size() * limits.size() <= MOST_BY_VALUES;
        return wider.stream()
                .allMatch(one -> limits.contains(one)
                        || (few
                                && limits.stream()
                                        .anyMatch(other -> literally ? one.includes(other) : one.isAsWideAs(other))));
    }

    /** Whether it is the same test, and with more values by its spelling: of what must not be, with fewer. */
    private boolean includes(Condition other) {
        if (!key.equals(other.key) || !operator.equals(other.operator)) {
            return false;
        }
        return Operator.of(operator).negated()
                ? new HashSet<>(other.values).containsAll(values)
                : new HashSet<>(values).containsAll(other.values);
    }

    private boolean isOfEveryone() {
        return plainOperator().startsWith("ipaddress")
                && networks()
                        .filter(all -> all.share().degree() == Addresses.Degree.WORLD)
                        .isPresent();
    }

    /** All of them together; empty where one cannot be read. */
    private Optional<Addresses> networks() {
        Addresses all = new Addresses();
        boolean understood = values.stream().map(all::add).reduce(true, Boolean::logicalAnd);
        return understood ? Optional.of(all) : Optional.empty();
    }

    private boolean isOrdered() {
        return plainOperator().startsWith("date") || plainOperator().startsWith("numeric");
    }

    /**
     * Whether it names the subject of a token.
     *
     * @param claims that do, in lower case
     */
    boolean namesSubject(List<String> claims) {
        String claim = key.substring(key.lastIndexOf(':') + 1);
        return isPositive()
                && claims.contains(claim)
                && !values.isEmpty()
                && values.stream().allMatch(value -> !isLike() || isSubject(value, claim));
    }

    private Reach reach() {
        if (!isPositive() || values.isEmpty() || isOrdered()) {
            return Reach.ANYONE;
        }
        for (Row row : KEYS) {
            if (Wildcard.matches(row.key(), key)) {
                return limits(row.kind()) ? Reach.LIMITED : Reach.ANYONE;
            }
        }
        return values.stream().anyMatch(this::isOpen) ? Reach.ANYONE : Reach.UNSURE;
    }

    /** What denies something, asks nothing of one who does not bring the key, or holds without it, limits nobody. */
    private boolean isPositive() {
        return !operator.startsWith(OF_ALL)
                && !operator.endsWith(IF_EXISTS)
                && !operator.equals("null")
                && !plainOperator().contains("not");
    }

    private String plainOperator() {
        return operator.startsWith(OF_ANY) ? operator.substring(OF_ANY.length()) : operator;
    }

    private boolean isLike() {
        String plain = plainOperator();
        return plain.contains("like") || plain.startsWith("arn");
    }

    private boolean limits(Kind kind) {
        return switch (kind) {
            case NOBODY -> false;
            case TRUTH -> values.stream().allMatch("true"::equalsIgnoreCase);
            case ADDRESS -> isOfANetwork();
            case WHO ->
                values.stream().noneMatch(this::isOpen) && values.stream().allMatch(this::isNarrow);
            case ARN ->
                values.stream().noneMatch(this::isOpen) && values.stream().allMatch(this::isOfAnAccount);
        };
    }

    /** Whether a value lets everything through: a star, or the very thing that it is compared with. */
    private boolean isOpen(String value) {
        return (isLike() && Wildcard.isAll(value))
                || value.toLowerCase(Locale.ROOT).contains("${" + key + "}");
    }

    private boolean isNarrow(String value) {
        if (!isLike() || !Wildcard.isIn(value)) {
            return true;
        }
        String start = Wildcard.literalStart(value);
        return start.startsWith("arn:") ? isOfAnAccount(value) : start.indexOf('/') > 0 || start.indexOf(':') > 0;
    }

    /** Whether an ARN belongs to an account, or to a bucket, that it names. */
    private boolean isOfAnAccount(String arn) {
        if (!isLike() || !Wildcard.isIn(arn)) {
            return true;
        }
        List<String> parts = Parts.of(arn, ':');
        if (parts.size() < ARN_PARTS) {
            return false;
        }
        String account = parts.get(ACCOUNT);
        return account.isEmpty() ? !Wildcard.isIn(Parts.first(parts.get(ARN_PARTS - 1), '/')) : !Wildcard.isIn(account);
    }

    /** Whether all the ranges together are no more of the internet than one organisation owns. */
    private boolean isOfANetwork() {
        return networks()
                .filter(all -> all.share().degree() == Addresses.Degree.NOBODY)
                .isPresent();
    }

    /** Whether a pattern of subjects names at least whose they are: {@code repo:acme/*} does, {@code repo:acme*} does not. */
    private static boolean isSubject(String pattern, String claim) {
        if (!Wildcard.isIn(pattern)) {
            return true;
        }
        String start = Wildcard.literalStart(pattern);
        if (start.startsWith(OF_POD)) {
            return start.indexOf(':', OF_POD.length()) > OF_POD.length();
        }
        if (!claim.equals("sub")) {
            return start.indexOf('/') > 0;
        }
        int name = start.indexOf(':') + 1;
        return name > 0 && Math.max(start.indexOf('/', name + 1), start.indexOf(':', name + 1)) > name;
    }
}
