package dev.infrahub.findings;

import dev.infrahub.findings.Addresses.Degree;
import dev.infrahub.json.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** Reads the values of one resource by the table of network rules: what each rule opens, and from where. */
final class NetworkReader {

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

    private static final String PORTS_TO_COME = "ports that are known only after apply";

    private final BiConsumer<List<Opening>, Addresses> open;
    private final Set<Exposure.Doubt> doubts;

    /** @param doubts what cannot be told is added to them */
    NetworkReader(BiConsumer<List<Opening>, Addresses> open, Set<Exposure.Doubt> doubts) {
        this.open = open;
        this.doubts = doubts;
    }

    void read(NetworkRules.Entry entry, Value values) {
        read(entry, entry.blocks(), List.of(values));
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
        Optional<Exposure.Doubt> doubt = sources(entry, rule, from);
        if (from.share().degree() == Degree.NOBODY) {
            doubt.ifPresent(doubts::add);
        } else if (!unclear.isEmpty()) {
            doubts.add(new Exposure.Doubt(unclear.getFirst(), Finding.Unseen.LATER));
        }
        if (unclear.isEmpty()) {
            open.accept(openings(entry, rule), from);
        }
    }

    /** Reads from where; what cannot be read is a doubt. */
    private static Optional<Exposure.Doubt> sources(NetworkRules.Entry entry, Value rule, Addresses into) {
        Exposure.Doubt doubt = null;
        for (NetworkRules.Source source : entry.sources()) {
            if (source.isDefault()) {
                doubt = new Exposure.Doubt(source.first().substring(1), Finding.Unseen.DEFAULT);
            } else if (source.isEveryone()) {
                into.addEveryone();
            } else if (source.last() != null) {
                Value first = rule.at(source.first());
                Value last = rule.at(source.last());
                if (Subject.isHidden(first) || Subject.isHidden(last)) {
                    doubt = new Exposure.Doubt(
                            path(entry, Subject.isHidden(last) ? source.last() : source.first()), Finding.Unseen.LATER);
                } else if (!first.isNull() && !into.addFromTo(plain(first), plain(last))) {
                    doubt = new Exposure.Doubt(path(entry, source.first()), Finding.Unseen.UNREADABLE);
                }
            } else {
                for (Value value : texts(rule, source.first())) {
                    if (Subject.isHidden(value)) {
                        doubt = new Exposure.Doubt(path(entry, source.first()), Finding.Unseen.LATER);
                    } else if (!into.add(value.text().orElse(""))) {
                        doubt = new Exposure.Doubt(path(entry, source.first()), Finding.Unseen.UNREADABLE);
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

    private List<Opening> openings(NetworkRules.Entry entry, Value rule) {
        NetworkRules.What what = entry.what();
        if (what != null) {
            return List.of(new Opening(Ports.NONE, what.words(), what.severity()));
        }
        List<Value> services = entry.services().isEmpty() ? List.of(rule) : texts(rule, entry.services());
        List<Opening> openings = new ArrayList<>();
        for (Value service : services) {
            if (!isWithoutPorts(entry, service)) {
                openings.addAll(ports(entry, service));
            }
        }
        return openings;
    }

    private static boolean isWithoutPorts(NetworkRules.Entry entry, Value service) {
        List<Value> protocols = entry.protocol().isEmpty() ? List.of() : texts(service, entry.protocol());
        return !protocols.isEmpty()
                && protocols.stream()
                        .allMatch(protocol ->
                                WITHOUT_PORTS.contains(plain(protocol).toLowerCase(Locale.ROOT)));
    }

    private List<Opening> ports(NetworkRules.Entry entry, Value service) {
        boolean every = !entry.protocol().isEmpty()
                && texts(service, entry.protocol()).stream()
                        .anyMatch(protocol -> plain(protocol).equals("-1"));
        if (every) {
            return List.of(Opening.of(Ports.ALL));
        }
        List<Opening> openings = new ArrayList<>();
        boolean understood = true;
        for (NetworkRules.PortsPath path : entry.ports()) {
            if (path.last() != null) {
                pair(service, path.first(), path.last(), openings);
            } else if (!singles(texts(service, path.first()), openings)) {
                doubts.add(new Exposure.Doubt(path(entry, path.first()), Finding.Unseen.UNREADABLE));
                understood = false;
            }
        }
        return openings.isEmpty() && understood ? List.of(Opening.of(Ports.ALL)) : openings;
    }

    /** False where one of them is no port that anybody knows; zero is how providers spell that none is set. */
    private static boolean singles(List<Value> values, List<Opening> openings) {
        boolean understood = true;
        for (Value value : values) {
            String text = plain(value);
            if (Subject.isHidden(value)) {
                openings.add(new Opening(Ports.NONE, PORTS_TO_COME, Severity.MEDIUM));
            } else if (!text.isEmpty() && !text.equals("0")) {
                Optional<Ports> ports = Ports.parse(text);
                ports.ifPresent(some -> openings.add(Opening.of(some)));
                understood &= ports.isPresent();
            }
        }
        return understood;
    }

    private static void pair(Value service, String first, String last, List<Opening> openings) {
        List<Value> from = Subject.all(service, first);
        List<Value> to = Subject.all(service, last);
        for (int i = 0; i < from.size(); i++) {
            Value end = i < to.size() ? to.get(i) : Value.Special.NULL;
            if (Subject.isHidden(from.get(i)) || Subject.isHidden(end)) {
                openings.add(new Opening(Ports.NONE, PORTS_TO_COME, Severity.MEDIUM));
            } else {
                between(plain(from.get(i)), plain(end)).ifPresent(ports -> openings.add(Opening.of(ports)));
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

    private static String path(NetworkRules.Entry entry, String path) {
        return path(entry.blocks(), path);
    }

    private static String path(List<String> blocks, String path) {
        return blocks.isEmpty() ? path : String.join(".", blocks) + "." + path;
    }

    static String plain(Value value) {
        return value instanceof Value.Num(String number) ? number : value.text().orElse("");
    }
}
