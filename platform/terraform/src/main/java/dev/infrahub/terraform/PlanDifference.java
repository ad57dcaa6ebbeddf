package dev.infrahub.terraform;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a plan does that the approved one does not, and the other way round: by subject, action and detail. Values are compared as
 * keyed digests and never told.
 */
public final class PlanDifference {

    private static final String OTHER_VALUES = ": other values than approved";

    private PlanDifference() {}

    /** A sentence for each deed that differs, in the order of the approved plan. */
    public static List<String> between(List<Deed> approved, List<Deed> presented) {
        Map<String, List<Deed>> before = without(approved, presented);
        Map<String, List<Deed>> now = without(presented, approved);
        List<String> sentences = new ArrayList<>();
        before.forEach((subject, deeds) -> compare(deeds, now.getOrDefault(subject, List.of()), sentences));
        now.forEach((subject, deeds) -> {
            if (!before.containsKey(subject)) {
                compare(List.of(), deeds, sentences);
            }
        });
        return List.copyOf(sentences);
    }

    /** The deeds of a plan that the other one has not, by subject. */
    private static Map<String, List<Deed>> without(List<Deed> deeds, List<Deed> others) {
        Map<String, Integer> known = new LinkedHashMap<>();
        others.forEach(deed -> known.merge(deed.digest(), 1, Integer::sum));
        Map<String, List<Deed>> bySubject = new LinkedHashMap<>();
        for (Deed deed : deeds) {
            if (known.merge(deed.digest(), -1, Integer::sum) < 0) {
                bySubject
                        .computeIfAbsent(deed.subject(), _ -> new ArrayList<>())
                        .add(deed);
            }
        }
        return bySubject;
    }

    /** Of one subject; it may have several, as an action that is invoked twice has. */
    private static void compare(List<Deed> approved, List<Deed> presented, List<String> sentences) {
        int both = Math.min(approved.size(), presented.size());
        for (int index = 0; index < both; index++) {
            compare(approved.get(index), presented.get(index), sentences);
        }
        approved.stream()
                .skip(both)
                .map(deed -> deed.subject() + ": approved is " + deed.action() + ", which this plan does not do")
                .forEach(sentences::add);
        presented.stream()
                .skip(both)
                .map(deed -> deed.subject() + ": this plan does " + deed.action() + ", which is not approved")
                .forEach(sentences::add);
    }

    private static void compare(Deed approved, Deed presented, List<String> sentences) {
        String subject = approved.subject();
        if (!approved.action().equals(presented.action())) {
            sentences.add(subject + ": approved is " + approved.action() + ", this plan does " + presented.action());
            return;
        }
        if (approved.details().isEmpty() != presented.details().isEmpty()) {
            // one of the plans has too many to be told, and what is not told is not what differs
            sentences.add(subject + OTHER_VALUES);
            return;
        }
        Set<String> before = names(approved);
        Set<String> now = names(presented);
        NavigableSet<String> more = new TreeSet<>(now);
        more.removeAll(before);
        NavigableSet<String> fewer = new TreeSet<>(before);
        fewer.removeAll(now);
        if (!more.isEmpty()) {
            sentences.add(subject + ": this plan says " + String.join(", ", more) + ", which is not approved");
        }
        if (!fewer.isEmpty()) {
            sentences.add(subject + ": approved is " + String.join(", ", fewer) + ", not in this plan");
        }
        String others = others(approved, presented).stream()
                .filter(before::contains)
                .filter(now::contains)
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            sentences.add(subject + ": another value of " + others + " than approved");
        } else if (more.isEmpty() && fewer.isEmpty()) {
            sentences.add(subject + OTHER_VALUES);
        }
    }

    private static Set<String> names(Deed deed) {
        return deed.details().stream().map(Deed.Detail::name).collect(Collectors.toSet());
    }

    private static NavigableSet<String> others(Deed approved, Deed presented) {
        Set<Deed.Detail> same = new HashSet<>(approved.details());
        same.retainAll(presented.details());
        return Stream.concat(approved.details().stream(), presented.details().stream())
                .filter(detail -> !same.contains(detail))
                .map(Deed.Detail::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
