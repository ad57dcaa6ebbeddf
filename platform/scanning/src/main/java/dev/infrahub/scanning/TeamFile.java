package dev.infrahub.scanning;

import dev.infrahub.scanning.Allowlist.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/**
 * A {@code gitleaks.toml}: the rules of a team. What gitleaks calls its default rules are the hub's here, under their ids. What would find
 * more, or less, than gitleaks does is refused; what is for gitleaks alone is noted.
 */
public final class TeamFile {

    /** As gitleaks looks for it. */
    public static final String NAME = ".gitleaks.toml";

    private static final TomlMapper TOML = TomlMapper.builder().build();

    /** What is said of a file, and of a rule beside what it finds. */
    private static final List<String> WORDS = List.of("title", "description", "minVersion", "tags");

    private final ConfigTable file;
    private final boolean usesHub;
    private final List<String> notes = new ArrayList<>();
    private final Map<String, List<Allowlist>> ofRules = new HashMap<>();

    private TeamFile(ConfigTable file, boolean usesHub) {
        this.file = file;
        this.usesHub = usesHub;
    }

    /** @throws ScanRefused where it is none, or says what cannot be done: the message names the place and the reason */
    public static ScanRules rules(String toml) {
        ConfigTable file = new ConfigTable("", parsed(toml));
        Optional<ConfigTable> extend = file.table("extend");
        boolean usesHub = extend.map(table -> table.flag("useDefault")).orElse(false);
        return new TeamFile(file, usesHub).rules(extend);
    }

    private static JsonNode parsed(String toml) {
        try {
            return TOML.readTree(toml);
        } catch (StreamConstraintsException _) {
            throw refused("it is nested too deep, or has a value that is too long, to be read");
        } catch (JacksonException e) {
            throw refused("it is no TOML: " + place(e.getLocation()) + e.getOriginalMessage());
        }
    }

    private static String place(@Nullable TokenStreamLocation at) {
        return at == null ? "" : "line %d, column %d: ".formatted(at.getLineNr(), at.getColumnNr());
    }

    static ScanRefused refused(String why) {
        return ScanRefused.unreadable("rules.unreadable", why);
    }

    private ScanRules rules(Optional<ConfigTable> extend) {
        List<Allowlist> allowlists = globals();
        List<TeamRule> rules = file.tables("rules").stream()
                .map(this::rule)
                .flatMap(Optional::stream)
                .toList();
        requireDistinct(rules);
        Set<String> disabled = new HashSet<>(extend.map(this::disabled).orElse(List.of()));
        WORDS.forEach(file::has);
        note(file);
        if (!usesHub && rules.isEmpty()) {
            throw refused("there are no [[rules]], and no useDefault = true under [extend]: nothing would be found");
        }
        return new ScanRules(usesHub, disabled, rules, allowlists, notes);
    }

    private void requireDistinct(List<TeamRule> rules) {
        Set<String> ids = new HashSet<>();
        for (TeamRule rule : rules) {
            if (!ids.add(rule.id())) {
                throw refused("there are two rules with the id " + rule.id());
            }
        }
        for (String target : ofRules.keySet()) {
            if (!ids.contains(target) && !isOfHub(target)) {
                if (!usesHub) {
                    throw refused("an allowlist is for rule " + target + ", which there is not");
                }
                notes.add("allowlists: " + target + " is no rule of the hub, nor here");
            }
        }
    }

    private boolean isOfHub(String id) {
        return usesHub && RuleNote.isKnown(id);
    }

    private List<String> disabled(ConfigTable extend) {
        for (String other : List.of("path", "url")) {
            if (extend.has(other)) {
                throw extend.refused(
                        other, "is not read: put the rules into one file, or useDefault = true for the hub's");
            }
        }
        List<String> ids = extend.texts("disabledRules");
        ids.stream()
                .filter(id -> !isOfHub(id))
                .forEach(id -> notes.add("extend.disabledRules: " + id + " is no rule of the hub"));
        note(extend);
        return ids;
    }

    private void note(ConfigTable table) {
        table.unread().forEach(name -> notes.add(name + " is not read"));
    }

    /** Nothing where it says more about a rule of gitleaks that the hub has not. */
    private Optional<TeamRule> rule(ConfigTable table) {
        String id = table.text("id")
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> table.refused("id", "is required"));
        for (String unsupported : List.of("required", "skipReport")) {
            if (table.has(unsupported)) {
                throw ofRule(id, unsupported + " is not read: a rule finds by itself; take it out, or the rule");
            }
        }
        TeamRule rule = new TeamRule(
                id,
                table.text("description").orElse(""),
                expression(id, table, "regex"),
                table.whole("secretGroup"),
                table.number("entropy"),
                expression(id, table, "path"),
                lower(table.texts("keywords")),
                allowlists(id, table));
        WORDS.forEach(table::has);
        note(table);
        require(rule);
        if (rule.regex().isEmpty() && rule.path().isEmpty() && !isOfHub(id)) {
            if (!usesHub) {
                throw ofRule(id, "it has neither regex nor path, so it would find nothing");
            }
            notes.add("rule " + id + " has neither regex nor path, and is no rule of the hub: it finds nothing");
            return Optional.empty();
        }
        return Optional.of(rule);
    }

    private static void require(TeamRule rule) {
        int groups = rule.regex().map(TeamExpression::groups).orElse(rule.secretGroup());
        if (rule.secretGroup() > groups) {
            throw ofRule(rule.id(), "secretGroup is %d, and regex has %d groups".formatted(rule.secretGroup(), groups));
        }
    }

    private static ScanRefused ofRule(String id, String why) {
        return refused("rule " + id + ": " + why);
    }

    private static Optional<TeamExpression> expression(String id, ConfigTable table, String name) {
        return table.text(name)
                .filter(text -> !text.isEmpty())
                .map(text -> TeamExpression.of("rule " + id + ": " + name, text));
    }

    private List<Allowlist> allowlists(String id, ConfigTable table) {
        List<Allowlist> all = new ArrayList<>(each(table, one -> allowlist("rule " + id + ": " + one.place(""), one)));
        all.addAll(ofRules.getOrDefault(id, List.of()));
        return all;
    }

    /** Those of every rule; one for some rules is theirs. */
    private List<Allowlist> globals() {
        return each(file, one -> {
                    List<String> targets = one.texts("targetRules");
                    Allowlist list = allowlist(one.place(""), one);
                    targets.forEach(id ->
                            ofRules.computeIfAbsent(id, _ -> new ArrayList<>()).add(list));
                    return targets.isEmpty() ? Optional.of(list) : Optional.<Allowlist>empty();
                })
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** In the old way, of which there is one, or in the new. */
    private <T> List<T> each(ConfigTable table, Function<ConfigTable, T> read) {
        Optional<ConfigTable> old = table.table("allowlist");
        List<ConfigTable> tables = table.tables("allowlists");
        if (old.isPresent() && !tables.isEmpty()) {
            throw table.refused("allowlist", "stands beside allowlists: make it one of them");
        }
        return (old.isPresent() ? List.of(old.get()) : tables)
                .stream()
                        .map(one -> {
                            T made = read.apply(one);
                            note(one);
                            return made;
                        })
                        .toList();
    }

    private static Allowlist allowlist(String owner, ConfigTable table) {
        table.has("description");
        Allowlist list = new Allowlist(
                needsAll(table),
                !table.texts("commits").isEmpty(),
                expressions(owner + "paths", table.texts("paths")),
                target(table),
                expressions(owner + "regexes", table.texts("regexes")),
                lower(table.texts("stopwords")));
        if (!list.hasCommits()
                && list.paths().isEmpty()
                && list.regexes().isEmpty()
                && list.stopwords().isEmpty()) {
            throw table.refused("paths", "is required, or commits, regexes or stopwords: else nothing is allowed");
        }
        return list;
    }

    private static boolean needsAll(ConfigTable table) {
        return switch (table.text("condition").orElse("").toUpperCase(Locale.ROOT)) {
            case "AND", "&&" -> true;
            case "", "OR", "||" -> false;
            default -> throw table.refused("condition", "takes AND or OR");
        };
    }

    private static Target target(ConfigTable table) {
        return switch (table.text("regexTarget").orElse("")) {
            case "", "secret" -> Target.SECRET;
            case "match" -> Target.MATCH;
            case "line" -> Target.LINE;
            default -> throw table.refused("regexTarget", "takes secret, match or line");
        };
    }

    private static List<TeamExpression> expressions(String owner, List<String> texts) {
        return texts.stream().map(text -> TeamExpression.of(owner, text)).toList();
    }

    private static List<String> lower(List<String> words) {
        return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    }
}
