package dev.infrahub.chatservice.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts several rankings together: reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009). */
public final class Ranking {

    /** Of the paper: the first place of one ranking does not outweigh good places in both. */
    private static final double K = 60;

    private Ranking() {}

    /**
     * What any of them found, the best first; equals in a fixed order.
     *
     * @param rankings each with the best first
     */
    @SafeVarargs
    public static List<Place> fused(List<Place>... rankings) {
        Map<Place, Double> scores = new HashMap<>();
        for (List<Place> ranking : rankings) {
            for (int rank = 0; rank < ranking.size(); rank++) {
                scores.merge(ranking.get(rank), 1 / (K + rank + 1), Double::sum);
            }
        }
        List<Place> fused = new ArrayList<>(scores.keySet());
        fused.sort(Comparator.comparing((Place place) -> scores.getOrDefault(place, 0.0))
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
        return fused;
    }
}
