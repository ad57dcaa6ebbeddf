package dev.infrahub.ai;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is settled about the facts, so that words which say otherwise are known.
 *
 * @param counts how many resources something is done to
 * @param riskLevel low, medium, high or critical; null where none was judged
 * @param isRepeatSafe whether doing it again is safe; null where that is not settled
 * @param deeds what is done to which resource, by its address
 * @param isCited whether facts have the numbers of their sources behind them, such as {@code [1]}: then each sentence is held
 *     against those alone whose sources it names, and one that names none says nothing
 * @param standings words that say how something stands, such as approved, each with the sources whose facts say so: it may be said
 *     of those alone, and denied of none
 */
public record Claims(
        Map<Deed, Integer> counts,
        @Nullable String riskLevel,
        @Nullable Boolean isRepeatSafe,
        Map<String, Deed> deeds,
        boolean isCited,
        Map<String, Set<Integer>> standings) {

    /** What is settled about facts whose sources are not told. */
    public Claims(
            Map<Deed, Integer> counts,
            @Nullable String riskLevel,
            @Nullable Boolean isRepeatSafe,
            Map<String, Deed> deeds) {
        this(counts, riskLevel, isRepeatSafe, deeds, false, Map.of());
    }

    /** Nothing is settled about the facts, but each has its sources behind it. */
    public static Claims cited(Map<String, Set<Integer>> standings) {
        return new Claims(Map.of(), null, null, Map.of(), true, standings);
    }

    /** What is settled where no resource is told apart. */
    public Claims(Map<Deed, Integer> counts, @Nullable String riskLevel) {
        this(counts, riskLevel, null, Map.of());
    }

    public Claims {
        counts = Map.copyOf(counts);
        deeds = Map.copyOf(deeds);
        standings = Map.copyOf(standings);
    }

    /** Whether it is done to any. What is replaced is destroyed, for all that is in it. */
    boolean isDone(Deed deed) {
        return counts.getOrDefault(deed, 0) > 0 || (deed == Deed.DESTROY && counts.getOrDefault(Deed.REPLACE, 0) > 0);
    }

    /** Whether it is done to any, or is by going back. */
    boolean isThinkable(Deed deed) {
        return switch (deed) {
            case CREATE, DESTROY -> isDone(Deed.CREATE) || isDone(Deed.DESTROY);
            case UPDATE, REPLACE -> isDone(deed);
            case DONE -> true;
        };
    }

    /** @param isAll whether so many of all resources are meant, and not of one kind of them */
    boolean fits(Deed deed, int number, boolean isAll) {
        int most = counts.getOrDefault(deed, 0) + remade(deed);
        return isAll ? number == most || number == counts.getOrDefault(deed, 0) : number <= most;
    }

    /**
     * Whether a deed may be said of a resource: going back undoes what is done to it.
     *
     * @param name its address, or that without the key of an instance
     */
    boolean mayBeSaid(Deed said, String name) {
        List<Deed> done = doneTo(name);
        return done.isEmpty() || done.stream().anyMatch(deed -> (deed == Deed.UPDATE) == (said == Deed.UPDATE));
    }

    /** Whether it is done to that resource; of one that nothing is known of, whether to any. */
    boolean isDone(Deed deed, String name) {
        List<Deed> done = doneTo(name);
        return done.isEmpty()
                ? isDone(deed)
                : done.contains(deed) || (deed == Deed.DESTROY && done.contains(Deed.REPLACE));
    }

    private List<Deed> doneTo(String name) {
        return deeds.entrySet().stream()
                .filter(deed -> deed.getKey().equals(name) || deed.getKey().startsWith(name + "["))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** What is replaced is destroyed and created. */
    private int remade(Deed deed) {
        return deed == Deed.CREATE || deed == Deed.DESTROY ? counts.getOrDefault(Deed.REPLACE, 0) : 0;
    }

    /** What Terraform does to a resource, and by which words people say it. */
    public enum Deed {
        CREATE("creat"),
        UPDATE("updat|modif"),
        REPLACE("replac|recreat"),
        DESTROY("destroy|delet"),
        /** By a run that failed afterwards. */
        DONE("done");

        private final Pattern said;

        /** @param stems with bars between */
        Deed(String stems) {
            this.said = Pattern.compile("(?:" + stems + ").*");
        }

        boolean isSaidBy(String word) {
            return said.matches(word);
        }
    }
}
