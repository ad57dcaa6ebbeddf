package dev.infrahub.gateway.plans;

import dev.infrahub.schemas.PlannedResource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is destroyed or replaced. It stays whole as long as it can: each address with its reason; else the addresses under
 * their reasons, or there the keys of instances under what they are instances of. Where not even that fits, what there are
 * few of is named first.
 */
final class Destroyed implements Part {

    /** Of the room, for reasons where not everything fits. */
    private static final int REASONS = 4;

    /** Characters that tell of which types the rest is. */
    private static final int ROOM_FOR_TYPES = 300;

    private static final int MOST_TYPES = 5;

    private final String title;
    private final List<Gone> gone;
    private final List<Group> byReason;
    private final List<Group> byAction;
    private final String where;

    /** One of them. */
    private record Gone(String action, String address, String type, Instance instance, String why) {

        static Gone of(PlannedResource resource) {
            return new Gone(
                    Markdown.known(resource.getAction()),
                    resource.getAddress(),
                    resource.getType(),
                    Instance.of(resource.getAddress()),
                    why(resource));
        }

        Group alone() {
            return new Group(action, why, List.of(this), List.of());
        }

        String keys() {
            return instance.keys();
        }

        private static String why(PlannedResource resource) {
            if (resource.getNotable() != null) {
                return ": " + Markdown.text(resource.getNotable());
            }
            return resource.getReplaceBecause().isEmpty()
                    ? ""
                    : " because of " + Markdown.code(String.join(", ", resource.getReplaceBecause()));
        }
    }

    /** Those that share what stands before them. */
    private record Group(String action, String why, List<Gone> members, List<Instances> instances) {

        static Group of(String action, String why, List<Gone> members) {
            List<Instances> instances = few(members, one -> one.instance().resource()).entrySet().stream()
                    .map(of -> new Instances(of.getKey(), of.getValue()))
                    .toList();
            return new Group(action, why, members, instances);
        }

        String counted() {
            return "- **" + action + "** " + members.size() + why + "\n";
        }

        /** Each, where there is but one, beside the reason. */
        String with(Function<Group, String> inside) {
            return members.size() == 1
                    ? "- **" + action + "** " + Markdown.code(members.getFirst().address()) + why + "\n"
                    : counted() + inside.apply(this);
        }

        String addresses() {
            return members.stream()
                    .map(one -> "  - " + Markdown.code(one.address()) + "\n")
                    .collect(Collectors.joining());
        }

        String keys() {
            return instances.stream().map(Instances::line).collect(Collectors.joining());
        }
    }

    /** Those of one resource. */
    private record Instances(String resource, List<Gone> members) {

        String line() {
            if (members.size() == 1) {
                return "  - " + Markdown.code(members.getFirst().address()) + "\n";
            }
            return begin()
                    + (haveKeys()
                            ? members.stream().map(Instances::key).collect(Collectors.joining(", ", ": ", ""))
                            : "")
                    + "\n";
        }

        /** Characters, whatever stands around them. */
        long least() {
            return members.stream().mapToLong(one -> one.keys().length()).sum() + resource.length();
        }

        String begin() {
            return "  - " + Markdown.code(resource) + " × " + members.size();
        }

        /** Else they are objects of one address, such as those left over from earlier replacements. */
        boolean haveKeys() {
            return !members.getFirst().keys().isEmpty();
        }

        static String key(Gone one) {
            return Markdown.code(one.keys());
        }
    }

    Destroyed(String title, List<PlannedResource> resources, String where) {
        this.title = title;
        this.gone = resources.stream().map(Gone::of).toList();
        this.byReason = few(gone, one -> Map.entry(one.action(), one.why())).entrySet().stream()
                .map(of -> Group.of(of.getKey().getKey(), of.getKey().getValue(), of.getValue()))
                .toList();
        this.byAction = few(gone, Gone::action).entrySet().stream()
                .map(of -> Group.of(of.getKey(), "", of.getValue()))
                .toList();
        this.where = where;
    }

    static boolean is(PlannedResource resource) {
        return resource.getAction().equals("delete") || resource.getAction().equals("replace");
    }

    @Override
    public int whole(int room) {
        return Stream.concat(once(room).sorted(Comparator.comparingInt(String::length)), without(room))
                .findFirst()
                .map(String::length)
                .orElse(0);
    }

    @Override
    public String within(int room) {
        return Stream.of(each(room), once(room), without(room))
                .flatMap(forms -> forms)
                .findFirst()
                .orElseGet(() -> new Cut(room).text());
    }

    /** Where that fits: each with its reason. */
    private Stream<String> each(int room) {
        return form(room, Gone::address, () -> written(gone.stream().map(Gone::alone), Group::addresses));
    }

    /** Where they fit: with each reason once, and then the addresses, or the keys. */
    private Stream<String> once(int room) {
        return Stream.concat(
                form(room, Gone::address, () -> written(byReason.stream(), Group::addresses)),
                form(room, Gone::keys, () -> written(byReason.stream(), Group::keys)));
    }

    /** Where that fits: the keys, without reasons. */
    private Stream<String> without(int room) {
        return form(room, Gone::keys, () -> written(byAction.stream(), Group::keys));
    }

    /** Not made where what is in it is too much by itself. */
    private Stream<String> form(int room, Function<Gone, String> inside, Supplier<String> form) {
        long least = gone.stream().mapToLong(one -> inside.apply(one).length()).sum();
        return (least > room ? Stream.<Supplier<String>>of() : Stream.of(form))
                .map(Supplier::get)
                .filter(text -> text.length() <= room);
    }

    private String written(Stream<Group> groups, Function<Group, String> inside) {
        return groups.map(group -> group.with(inside)).collect(Collectors.joining("", title, ""));
    }

    /** What there are few of first. */
    private static <K> Map<K, List<Gone>> few(List<Gone> gone, Function<Gone, K> by) {
        Map<K, List<Gone>> groups =
                gone.stream().collect(Collectors.groupingBy(by, LinkedHashMap::new, Collectors.toList()));
        return groups.entrySet().stream()
                .sorted(Comparator.comparingInt(group -> group.getValue().size()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one, LinkedHashMap::new));
    }

    /** As much of it as fits, and what is left out. */
    private final class Cut {

        private final StringBuilder text = new StringBuilder(title);
        private final Map<String, Integer> left = new LinkedHashMap<>();
        private final int room;
        private int spare;

        Cut(int room) {
            this.room = room;
        }

        String text() {
            int rest = rest(gone.size(), "").length();
            List<Group> groups = byReason;
            if (heads(groups) > Math.min(room / REASONS, room - title.length() - rest)) {
                groups = byAction;
            }
            spare = room - title.length() - rest - heads(groups) - ROOM_FOR_TYPES;
            groups.forEach(this::add);
            int more = left.values().stream().mapToInt(count -> count).sum();
            String told = text + rest(more, types());
            return told.length() <= room ? told : text + rest(more, "");
        }

        private static int heads(List<Group> groups) {
            return groups.stream().mapToInt(group -> group.counted().length()).sum();
        }

        private void add(Group group) {
            String whole = group.with(_ -> "");
            if (group.members().size() == 1
                    && take(whole.length() - group.counted().length())) {
                text.append(whole);
                return;
            }
            text.append(group.counted());
            group.instances().forEach(this::add);
        }

        private void add(Instances instances) {
            String line = instances.least() > spare ? "" : instances.line();
            if (!line.isEmpty() && take(line.length())) {
                text.append(line);
            } else if (instances.members().size() > 1 && instances.haveKeys()) {
                addSome(instances);
            } else {
                leaveOut(instances.members());
            }
        }

        private void addSome(Instances instances) {
            StringBuilder some = new StringBuilder();
            int shown = 0;
            int frame = instances.begin().length() + ": …\n".length();
            for (Gone one : instances.members()) {
                String key = Instances.key(one) + ", ";
                if (frame + some.length() + key.length() > spare) {
                    break;
                }
                some.append(key);
                shown++;
            }
            if (shown > 0) {
                text.append(instances.begin()).append(": ").append(some).append("…\n");
                take(frame + some.length());
            }
            leaveOut(instances.members().subList(shown, instances.members().size()));
        }

        private boolean take(int characters) {
            boolean fits = characters <= spare;
            spare -= fits ? characters : 0;
            return fits;
        }

        private void leaveOut(List<Gone> members) {
            members.forEach(one -> left.merge(one.type(), 1, Integer::sum));
        }

        private String types() {
            List<Map.Entry<String, Integer>> most = left.entrySet().stream()
                    .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                    .toList();
            int others =
                    most.stream().skip(MOST_TYPES).mapToInt(Map.Entry::getValue).sum();
            Stream<String> named =
                    most.stream().limit(MOST_TYPES).map(type -> type.getValue() + " " + Markdown.code(type.getKey()));
            return Stream.concat(named, others == 0 ? Stream.of() : Stream.of(others + " of other types"))
                    .collect(Collectors.joining(", ", " (", ")"));
        }

        private String rest(int more, String types) {
            return "- … and " + more + " more" + types + ", in " + where + "\n";
        }
    }
}
