package dev.infrahub.findings;

import dev.infrahub.findings.Addresses.Degree;
import dev.infrahub.findings.Addresses.Share;
import dev.infrahub.findings.Addresses.Version;
import dev.infrahub.json.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the internet, or much of it, may reach by the values of one resource; and what about that cannot be told. */
public final class Exposure {

    /** Whoever rents something in Azure is not everybody. */
    private static final Severity MOST_TO_AZURE = Severity.MEDIUM;

    /** Protocols without ports: whoever may use them reaches no service by that. */
    private static final Set<String> WITHOUT_PORTS = Set.of(
            "icmp",
            "icmpv6",
            "icmp6",
            "ipv6-icmp",
            "1",
            "58",
            "esp",
            "50",
            "gre",
            "47",
            "ah",
            "51",
            "igmp",
            "2",
            "ipip",
            "4",
            "vrrp",
            "112",
            "ospf",
            "89",
            "pim",
            "103");

    /** Of a rule with more of them than this each address counts alone: to add up rules would be their product. */
    private static final int MOST_ADDED_UP = 16;

    /** Beyond so many comparisons parts of the internet are not held against those of before: that is their product. */
    private static final long MOST_COMPARED = 100_000;

    private static final String PORTS_TO_COME = "ports that are known only after apply";

    private final Map<Version, Levels> opened = new EnumMap<>(Version.class);
    private final Map<Target, Addresses> parts = new LinkedHashMap<>();
    private final Set<Doubt> doubts = new LinkedHashSet<>();

    /** What one rule opens: ports, or something by its name. */
    private record Target(Ports ports, String words, Severity severity) {

        private boolean isWithin(Target other) {
            return words.equals(other.words) && ports.without(other.ports).isEmpty();
        }

        private Target without(Target other) {
            return new Target(ports.without(other.ports), words, severity);
        }
    }

    /**
     * What cannot be told.
     *
     * @param why what it is that is not told
     */
    record Doubt(String path, Finding.Unseen why) {}

    /** What stands open to so many. */
    private static final class Opened {

        private Ports ports = Ports.NONE;
        private final List<Ports.Range> more = new ArrayList<>();
        private final Map<String, Severity> named = new TreeMap<>();

        private void add(Target target) {
            if (target.words().isEmpty()) {
                more.addAll(target.ports().ranges());
            } else {
                named.put(target.words(), target.severity());
            }
        }

        private void add(Opened other) {
            more.addAll(other.ports().ranges());
            named.putAll(other.named);
        }

        private void remove(Opened other) {
            ports = ports().without(other.ports());
            named.keySet().removeAll(other.named.keySet());
        }

        private Ports ports() {
            if (!more.isEmpty()) {
                more.addAll(ports.ranges());
                ports = Ports.of(more);
                more.clear();
            }
            return ports;
        }

        private boolean isEmpty() {
            return ports().isEmpty() && named.isEmpty();
        }

        private Severity severity() {
            return named.values().stream().reduce(ports().severity(), (one, other) -> one.atLeast(other) ? one : other);
        }

        private String words() {
            return Stream.concat(
                            ports().isEmpty() ? Stream.empty() : Stream.of(ports().words()), named.keySet().stream())
                    .collect(Collectors.joining(", "));
        }
    }

    /** What stands open, by how many may come, the most first. */
    private static final class Levels {

        private final NavigableMap<Share, Opened> levels = new TreeMap<>(Comparator.reverseOrder());

        private Opened at(Share share) {
            return levels.computeIfAbsent(share, _ -> new Opened());
        }

        private void add(Levels others) {
            others.levels.forEach((share, some) -> at(share).add(some));
        }

        /** What is open here and was not there: what is open to more is open to fewer. */
        private Levels beyond(Levels former) {
            Levels beyond = new Levels();
            beyond.add(this);
            former.levels.keySet().forEach(beyond::at);
            Opened wider = new Opened();
            beyond.levels.forEach((share, some) -> {
                Opened here = new Opened();
                here.add(some);
                wider.add(former.levels.getOrDefault(share, new Opened()));
                some.remove(wider);
                wider.add(here);
            });
            return beyond;
        }

        private Levels without(Levels others) {
            Levels left = new Levels();
            left.add(this);
            others.levels.forEach((share, some) -> left.at(share).remove(some));
            return left;
        }

        private Stream<Told> told(String over) {
            return levels.entrySet().stream()
                    .filter(level -> level.getKey().degree() != Degree.NOBODY
                            && !level.getValue().isEmpty())
                    .map(level -> new Told(
                            level.getValue().words(),
                            to(level.getKey()) + over,
                            severity(level.getKey(), level.getValue())));
        }

        private static String to(Share share) {
            return switch (share.degree()) {
                case WORLD, NOBODY -> "to the whole internet";
                case PART -> "to %d %% of the internet".formatted(share.percent());
                case AZURE -> "to whoever rents anything in Azure";
            };
        }

        private static Severity severity(Share share, Opened some) {
            Severity severity = some.severity();
            return share.degree() == Degree.AZURE && severity.atLeast(MOST_TO_AZURE) ? MOST_TO_AZURE : severity;
        }
    }

    /** What is open, in words, and how grave that is. */
    public record Told(String what, String to, Severity severity) {}

    public static Exposure of(List<NetworkRules.Entry> entries, Value values) {
        Exposure exposure = new Exposure();
        if (!values.isNull()) {
            entries.forEach(entry -> exposure.read(entry, entry.blocks(), List.of(values)));
            exposure.addUp();
        }
        return exposure;
    }

    Set<Doubt> doubts() {
        return doubts;
    }

    /** What is open here and was not there, the widest first; by which version, where it was open by the other one. */
    public List<Told> beyond(Exposure former) {
        Levels first = more(former);
        Stream<Told> more = Stream.of(Version.values())
                .flatMap(version ->
                        by(version).beyond(former.by(version)).beyond(first).told(" over " + version.words()));
        return Stream.concat(first.told(""), more).toList();
    }

    /** What is open here and was so there already. */
    List<Told> asIn(Exposure former) {
        return byAny().without(more(former)).told("").toList();
    }

    private Levels more(Exposure former) {
        Levels more = byAny().beyond(former.byAny());
        more.add(elsewhere(former).beyond(more));
        return more;
    }

    /** To which parts of the internet something is open that was open to others, be they as many. */
    private Levels elsewhere(Exposure former) {
        Levels elsewhere = new Levels();
        Map<Target, Addresses> some = new LinkedHashMap<>();
        parts.forEach((target, from) -> {
            if (from.share().degree() == Degree.PART) {
                some.put(target, from);
            }
        });
        long compared = former.parts.size() * spans(some) + some.size() * spans(former.parts);
        if (compared <= MOST_COMPARED) {
            some.forEach((target, from) -> former.missing(target, from, elsewhere));
        }
        return elsewhere;
    }

    /** Of the ports those that stand open to none of these addresses yet, or to part of them, and to which. */
    private void missing(Target target, Addresses from, Levels into) {
        Target missing = target;
        for (Map.Entry<Target, Addresses> known : parts.entrySet()) {
            if (from.without(known.getValue()).share().degree() == Degree.NOBODY) {
                missing = missing.without(known.getKey());
            }
        }
        Addresses before = new Addresses();
        for (Map.Entry<Target, Addresses> known : parts.entrySet()) {
            if (missing.isWithin(known.getKey())) {
                before.add(known.getValue());
            }
        }
        into.at(from.without(before).share()).add(missing);
    }

    private static long spans(Map<Target, Addresses> some) {
        return some.values().stream().mapToLong(Addresses::spans).sum();
    }

    private Levels by(Version version) {
        return opened.computeIfAbsent(version, _ -> new Levels());
    }

    private Levels byAny() {
        Levels any = new Levels();
        opened.values().forEach(any::add);
        return any;
    }

    /** Goes down to the blocks that are rules. */
    private void read(NetworkRules.Entry entry, List<String> steps, List<Value> around) {
        Value here = around.getLast();
        if (steps.isEmpty()) {
            judge(entry, around);
            return;
        }
        for (Value block : here.at(steps.getFirst()).each()) {
            List<Value> within = new ArrayList<>(around);
            within.add(block);
            read(entry, steps.subList(1, steps.size()), within);
        }
    }

    private void judge(NetworkRules.Entry entry, List<Value> around) {
        Value rule = around.getLast();
        List<String> unclear = new ArrayList<>();
        for (NetworkRules.Condition condition : entry.when()) {
            int level = Math.max(0, around.size() - 1 - Math.min(condition.up(), around.size()));
            switch (Truth.of(condition, around.get(level))) {
                case NO -> {
                    return;
                }
                case UNKNOWN -> unclear.add(path(entry.blocks().subList(0, level), condition.path()));
                case YES -> {}
            }
        }
        Addresses from = new Addresses();
        Optional<Doubt> doubt = sources(entry, rule, from);
        if (from.share().degree() == Degree.NOBODY) {
            doubt.ifPresent(doubts::add);
        } else if (!unclear.isEmpty()) {
            doubts.add(new Doubt(unclear.getFirst(), Finding.Unseen.LATER));
        }
        if (unclear.isEmpty()) {
            open(targets(entry, rule), from);
        }
    }

    /** Whether a condition holds, as far as can be told. */
    private enum Truth {
        YES,
        NO,
        UNKNOWN;

        static Truth of(NetworkRules.Condition condition, Value block) {
            List<Value> values = Subject.all(block, condition.path());
            return switch (condition.test()) {
                case IS ->
                    (values.isEmpty() && condition.values().contains(""))
                                    || values.stream().anyMatch(value -> is(condition, value))
                            ? YES
                            : values.stream().anyMatch(Subject::isHidden) ? UNKNOWN : NO;
                case IS_NOT -> values.stream().anyMatch(value -> is(condition, value)) ? NO : YES;
                case HOLDS -> holds(condition, values);
                case HOLDS_NOT ->
                    switch (holds(condition, values)) {
                        case YES -> NO;
                        case NO -> YES;
                        case UNKNOWN -> UNKNOWN;
                    };
            };
        }

        private static boolean is(NetworkRules.Condition condition, Value value) {
            Set<String> wanted = condition.values();
            return switch (value) {
                case Value.Special.NULL -> wanted.contains("");
                case Value.Special _ -> false;
                case Value.Bool(boolean truth) ->
                    wanted.contains(Boolean.toString(truth)) || (truth && wanted.contains(NetworkRules.Condition.SET));
                case Value.Items(var items) ->
                    items.isEmpty() ? wanted.contains("") : items.stream().anyMatch(item -> is(condition, item));
                case Value.Members _ -> wanted.contains(NetworkRules.Condition.SET);
                case Value.Text _, Value.Num _ ->
                    wanted.contains(plain(value).toLowerCase(Locale.ROOT))
                            || (wanted.contains(NetworkRules.Condition.SET)
                                    && !plain(value).isEmpty());
            };
        }

        /** Whether a map has one of the wanted entries; one whose value is hidden may be it. */
        private static Truth holds(NetworkRules.Condition condition, List<Value> maps) {
            Truth truth = NO;
            for (Value map : maps) {
                for (String wanted : condition.values()) {
                    int equals = wanted.indexOf('=');
                    Value value = member(map, wanted.substring(0, equals));
                    if (isEntry(wanted.substring(equals + 1), value)) {
                        return YES;
                    }
                    truth = Subject.isHidden(value) ? UNKNOWN : truth;
                }
            }
            return truth;
        }

        /** Of a map of which nothing is shown nothing is a member. */
        private static Value member(Value map, String key) {
            return map instanceof Value.Members ? map.at(key) : Value.Special.NULL;
        }

        private static boolean isEntry(String wanted, Value value) {
            String text = value instanceof Value.Bool(boolean truth) ? Boolean.toString(truth) : plain(value);
            return wanted.equals(NetworkRules.Condition.SET)
                    ? !text.isEmpty() && !text.equalsIgnoreCase("false")
                    : text.equalsIgnoreCase(wanted);
        }
    }

    /** Reads from where; what cannot be read is a doubt. */
    private static Optional<Doubt> sources(NetworkRules.Entry entry, Value rule, Addresses into) {
        Doubt doubt = null;
        for (NetworkRules.Source source : entry.sources()) {
            if (source.isDefault()) {
                doubt = new Doubt(source.first().substring(1), Finding.Unseen.DEFAULT);
            } else if (source.isEveryone()) {
                into.addEveryone();
            } else if (source.last() != null) {
                Value first = rule.at(source.first());
                Value last = rule.at(source.last());
                if (Subject.isHidden(first) || Subject.isHidden(last)) {
                    doubt = new Doubt(
                            path(entry, Subject.isHidden(last) ? source.last() : source.first()), Finding.Unseen.LATER);
                } else if (!first.isNull() && !into.addFromTo(plain(first), plain(last))) {
                    doubt = new Doubt(path(entry, source.first()), Finding.Unseen.UNREADABLE);
                }
            } else {
                for (Value value : texts(rule, source.first())) {
                    if (Subject.isHidden(value)) {
                        doubt = new Doubt(path(entry, source.first()), Finding.Unseen.LATER);
                    } else if (!into.add(value.text().orElse(""))) {
                        doubt = new Doubt(path(entry, source.first()), Finding.Unseen.UNREADABLE);
                    }
                }
            }
        }
        return Optional.ofNullable(doubt);
    }

    private static List<Value> texts(Value rule, String path) {
        return Subject.all(rule, path).stream()
                .flatMap(value -> value.each().stream())
                .toList();
    }

    /** What rules with the same ports let in is added up in the end. */
    private void open(List<Target> targets, Addresses from) {
        opened(targets, from);
        if (targets.size() <= MOST_ADDED_UP) {
            targets.forEach(target ->
                    parts.computeIfAbsent(target, _ -> new Addresses()).add(from));
        }
    }

    private void opened(List<Target> targets, Addresses from) {
        for (Version version : Version.values()) {
            Opened some = by(version).at(from.share(version));
            targets.forEach(some::add);
        }
    }

    private void addUp() {
        parts.forEach((target, from) -> opened(List.of(target), from));
    }

    private List<Target> targets(NetworkRules.Entry entry, Value rule) {
        NetworkRules.What what = entry.what();
        if (what != null) {
            return List.of(new Target(Ports.NONE, what.words(), what.severity()));
        }
        List<Value> services = entry.services().isEmpty() ? List.of(rule) : texts(rule, entry.services());
        List<Target> targets = new ArrayList<>();
        for (Value service : services) {
            if (!isWithoutPorts(entry, service)) {
                targets.addAll(ports(entry, service));
            }
        }
        return targets;
    }

    private static boolean isWithoutPorts(NetworkRules.Entry entry, Value service) {
        List<Value> protocols = entry.protocol().isEmpty() ? List.of() : texts(service, entry.protocol());
        return !protocols.isEmpty()
                && protocols.stream()
                        .allMatch(protocol ->
                                WITHOUT_PORTS.contains(plain(protocol).toLowerCase(Locale.ROOT)));
    }

    private List<Target> ports(NetworkRules.Entry entry, Value service) {
        boolean every = !entry.protocol().isEmpty()
                && texts(service, entry.protocol()).stream()
                        .anyMatch(protocol -> plain(protocol).equals("-1"));
        if (every) {
            return List.of(target(Ports.ALL));
        }
        List<Target> targets = new ArrayList<>();
        boolean understood = true;
        for (NetworkRules.PortsPath path : entry.ports()) {
            if (path.last() != null) {
                pair(service, path.first(), path.last(), targets);
            } else if (!singles(texts(service, path.first()), targets)) {
                doubts.add(new Doubt(path(entry, path.first()), Finding.Unseen.UNREADABLE));
                understood = false;
            }
        }
        return targets.isEmpty() && understood ? List.of(target(Ports.ALL)) : targets;
    }

    /** False where one of them is no port that anybody knows; zero is how providers spell that none is set. */
    private static boolean singles(List<Value> values, List<Target> targets) {
        boolean understood = true;
        for (Value value : values) {
            String text = plain(value);
            if (Subject.isHidden(value)) {
                targets.add(new Target(Ports.NONE, PORTS_TO_COME, Severity.MEDIUM));
            } else if (!text.isEmpty() && !text.equals("0")) {
                Optional<Ports> ports = Ports.parse(text);
                ports.ifPresent(some -> targets.add(target(some)));
                understood &= ports.isPresent();
            }
        }
        return understood;
    }

    private static void pair(Value service, String first, String last, List<Target> targets) {
        List<Value> from = Subject.all(service, first);
        List<Value> to = Subject.all(service, last);
        for (int i = 0; i < from.size(); i++) {
            Value end = i < to.size() ? to.get(i) : Value.Special.NULL;
            if (Subject.isHidden(from.get(i)) || Subject.isHidden(end)) {
                targets.add(new Target(Ports.NONE, PORTS_TO_COME, Severity.MEDIUM));
            } else {
                between(plain(from.get(i)), plain(end)).ifPresent(ports -> targets.add(target(ports)));
            }
        }
    }

    /** Zero to zero, and what is no port, is how providers spell all of them. */
    private static Optional<Ports> between(String first, String last) {
        if (first.isEmpty() && last.isEmpty()) {
            return Optional.empty();
        }
        Optional<Integer> from = Ports.number(first);
        Optional<Integer> to = last.isEmpty() ? from : Ports.number(last);
        boolean range = from.isPresent() && to.isPresent() && from.get() <= to.get() && to.get() > 0;
        return Optional.of(range ? Ports.between(from.get(), to.get()) : Ports.ALL);
    }

    private static Target target(Ports ports) {
        return new Target(ports, "", Severity.LOW);
    }

    private static String path(NetworkRules.Entry entry, String path) {
        return path(entry.blocks(), path);
    }

    private static String path(List<String> blocks, String path) {
        return blocks.isEmpty() ? path : String.join(".", blocks) + "." + path;
    }

    private static String plain(Value value) {
        return value instanceof Value.Num(String number) ? number : value.text().orElse("");
    }
}
