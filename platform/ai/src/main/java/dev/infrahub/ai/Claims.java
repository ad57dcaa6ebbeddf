package dev.infrahub.ai;

import com.google.re2j.Pattern;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is settled about the facts, so that words which say otherwise are known.
 *
 * @param counts how many resources something is done to
 * @param riskLevel low, medium, high or critical; null where none was judged
 */
public record Claims(Map<Deed, Integer> counts, @Nullable String riskLevel) {

    public static final Claims NONE = new Claims(Map.of(), null);

    public Claims {
        counts = Map.copyOf(counts);
    }

    /** Whether it is done to any. What is replaced is destroyed, for all that is in it. */
    boolean isDone(Deed deed) {
        return counts.getOrDefault(deed, 0) > 0 || (deed == Deed.DESTROY && counts.getOrDefault(Deed.REPLACE, 0) > 0);
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
