package dev.infrahub.ai;

import com.google.re2j.Pattern;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is settled about the facts, so that words which say otherwise are known.
 *
 * @param counts how many resources something is done to
 * @param riskLevel low, medium, high or critical; null where none was judged
 * @param isRepeatSafe whether doing it again is safe; null where that is not settled
 */
public record Claims(
        Map<Deed, Integer> counts,
        @Nullable String riskLevel,
        @Nullable Boolean isRepeatSafe) {

    /** What is settled about something that is not to be done again. */
    public Claims(Map<Deed, Integer> counts, @Nullable String riskLevel) {
        this(counts, riskLevel, null);
    }

    public Claims {
        counts = Map.copyOf(counts);
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
