package dev.infrahub.findings;

import dev.infrahub.json.Allowance;
import dev.infrahub.json.JsonValues;
import dev.infrahub.json.Replaced;
import dev.infrahub.json.Value;
import dev.infrahub.secrets.Naming;
import dev.infrahub.secrets.Secrets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How secret what stands at one place of a resource may be, by the names over it and beside it. It is carried down from place to
 * place, so that each name is judged once.
 */
public final class Secrecy {

    /** What is deeper is hidden. */
    static final int DEEPEST = 24;

    static final Secrecy OF_A_RESOURCE = new Secrecy(Called.NOTHING, "", false, 0);

    private final Called called;
    private final String name;
    private final boolean isDigest;
    private final int depth;

    private Secrecy(Called called, String name, boolean isDigest, int depth) {
        this.called = called;
        this.name = name;
        this.isDigest = isDigest;
        this.depth = depth;
    }

    /** Of each attribute of a resource. What it is called is mostly no name of a variable, such as that of a DNS record. */
    public static Function<String, Secrecy> ofAttributes(Value resource) {
        return OF_A_RESOURCE.new Within(members(resource), Called::of);
    }

    private static Map<String, Value> members(Value value) {
        return value instanceof Value.Members(var members) ? members : Map.of();
    }

    /** Of each member of what stands here. */
    Function<String, Secrecy> membersOf(Value around) {
        return this == OF_A_RESOURCE ? ofAttributes(around) : within(members(around));
    }

    /** Of each member of an object that stands here. */
    public Function<String, Secrecy> within(Map<String, Value> members) {
        return new Within(members, Called::ofVariable);
    }

    /** The members of one object; what stands beside its values is judged once for all of them. */
    private final class Within implements Function<String, Secrecy> {

        private final Naming naming;
        private final Function<String, Called> judgement;
        private @Nullable Called beside;

        Within(Map<String, Value> members, Function<String, Called> judgement) {
            this.naming = new Naming("", members);
            this.judgement = judgement;
        }

        @Override
        public Secrecy apply(String member) {
            String own = naming.of(member);
            return new Secrecy(judged(member, own), own, Telling.isDigest(own), depth + 1);
        }

        private Called judged(String member, String own) {
            if (naming.isContent(member)) {
                return Called.CONTENT;
            }
            List<String> names = naming.beside(member);
            if (names.isEmpty()) {
                return below(own);
            }
            // in an environment a value is called like what stands beside it, unless it is marked as secret
            return strictest(called == Called.ENVIRONMENT ? Called.of(own) : below(own), names);
        }

        private Called below(String own) {
            Called below = called.below(own);
            return below == Called.NOTHING && Called.isEnvironment(own) ? Called.ENVIRONMENT : below;
        }

        private Called strictest(Called own, List<String> names) {
            if (beside == null) {
                beside = names.stream()
                        .map(judgement)
                        .max(Comparator.naturalOrder())
                        .orElse(Called.NOTHING);
            }
            return own.compareTo(beside) > 0 ? own : beside;
        }
    }

    /** Of each item of a list that stands here. */
    public Secrecy ofItems() {
        return new Secrecy(called, name, isDigest, depth + 1);
    }

    /** What stands here without what may be secret in it, or cannot be judged. */
    public Value conceal(Value value) {
        if (hides(value)) {
            return Value.Special.SENSITIVE;
        }
        return switch (value) {
            case Value.Special _, Value.Bool _, Value.Num _ -> value;
            case Value.Text(String text) -> isUnread(text) ? Value.Special.SENSITIVE : value;
            case Value.Items items -> Replaced.items(items, ofItems()::conceal);
            case Value.Members members -> {
                Function<String, Secrecy> within = within(members.members());
                yield Replaced.members(
                        members, (member, inner) -> within.apply(member).conceal(inner));
            }
        };
    }

    /** Whether nothing of what stands here may be told; else something in it may not. */
    public boolean hides(Value value) {
        return switch (value) {
            case Value.Special _, Value.Bool _ -> false;
            case Value.Num number -> Telling.mayBeSecret(called, number);
            case Value.Text(String text) -> isSecret(text);
            case Value.Items(var items) -> isTooMuch() || Telling.isCommandWithSecret(items);
            case Value.Members _ -> isTooMuch();
        };
    }

    /** Whether anything of it may not be told. */
    public boolean hidesAnyOf(Value value) {
        return hides(value)
                || switch (value) {
                    case Value.Special _, Value.Bool _, Value.Num _, Value.Text _ -> false;
                    case Value.Items(var items) -> items.stream().anyMatch(ofItems()::hidesAnyOf);
                    case Value.Members(var members) -> {
                        Function<String, Secrecy> within = within(members);
                        yield members.entrySet().stream()
                                .anyMatch(one -> within.apply(one.getKey()).hidesAnyOf(one.getValue()));
                    }
                };
    }

    /** Whether it is too deep to be told. */
    boolean isTooMuch() {
        Allowance.current().check();
        return depth > DEEPEST;
    }

    private boolean isSecret(String text) {
        return Telling.mayBeSecret(called, text)
                || !Secrets.inAttribute(name, text).isEmpty()
                || (!isDigest && Telling.looksSecret(text))
                || inside(text).map(this::hidesWithin).orElseGet(() -> Telling.assignsSecret(text));
    }

    private boolean hidesWithin(Value inside) {
        return !ofItems().conceal(inside).equals(inside);
    }

    /** Whether a text has parts that have names, and which nobody here can tell: several lines, or JSON that is none. */
    public static boolean isUnread(String text) {
        String stripped = text.strip();
        boolean isOfLines = stripped.indexOf('\n') >= 0 || stripped.indexOf('\r') >= 0;
        boolean isOfMembers = mayBeJson(stripped) && (stripped.indexOf(':') >= 0 || stripped.indexOf('=') >= 0);
        return (isOfLines || isOfMembers) && inside(text).isEmpty();
    }

    /** The JSON that a text holds, where it can be read in one way only. */
    public static Optional<Value> inside(String text) {
        return mayBeJson(text.stripLeading()) ? JsonValues.parseUnambiguous(text) : Optional.empty();
    }

    private static boolean mayBeJson(String text) {
        return text.startsWith("{") || text.startsWith("[") || text.startsWith("\"");
    }
}
