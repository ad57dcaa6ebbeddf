package dev.infrahub.gateway.terraform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * What a plan does that the approved one does not, and the other way round: by resource, action and attribute. Values are not
 * compared here, because nobody but the fingerprint has seen them.
 */
public final class PlanDifference {

    private PlanDifference() {}

    /**
     * What a plan does to one resource or output.
     *
     * @param action Terraform's word, for example {@code update}
     * @param attributes that change, where it is an update or a replacement
     */
    public record Deed(String address, String action, List<String> attributes) {}

    /** A sentence for each resource that differs, in the order of the approved plan; none where only values differ. */
    public static List<String> between(List<Deed> approved, List<Deed> presented) {
        Map<String, Deed> before = byAddress(approved);
        Map<String, Deed> now = byAddress(presented);
        List<String> sentences = new ArrayList<>();
        before.forEach((address, deed) -> {
            Deed other = now.get(address);
            if (other == null) {
                sentences.add(address + ": approved is " + deed.action() + ", this plan leaves it alone");
            } else if (!other.action().equals(deed.action())) {
                sentences.add(address + ": approved is " + deed.action() + ", this plan does " + other.action());
            } else {
                attributes(deed, other, sentences);
            }
        });
        now.values().stream()
                .filter(deed -> !before.containsKey(deed.address()))
                .map(deed -> deed.address() + ": this plan does " + deed.action() + ", which is not approved")
                .forEach(sentences::add);
        return List.copyOf(sentences);
    }

    private static Map<String, Deed> byAddress(List<Deed> deeds) {
        Map<String, Deed> byAddress = new LinkedHashMap<>();
        deeds.forEach(deed -> byAddress.put(deed.address(), deed));
        return byAddress;
    }

    private static void attributes(Deed approved, Deed presented, List<String> sentences) {
        NavigableSet<String> more = without(presented, approved);
        NavigableSet<String> fewer = without(approved, presented);
        if (!more.isEmpty()) {
            sentences.add(
                    approved.address() + ": this plan changes " + String.join(", ", more) + ", which is not approved");
        }
        if (!fewer.isEmpty()) {
            sentences.add(approved.address() + ": approved is a change of " + String.join(", ", fewer)
                    + ", not in this plan");
        }
    }

    private static NavigableSet<String> without(Deed deed, Deed other) {
        NavigableSet<String> attributes = new TreeSet<>(deed.attributes());
        other.attributes().forEach(attributes::remove);
        return attributes;
    }
}
