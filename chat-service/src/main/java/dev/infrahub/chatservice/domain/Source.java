package dev.infrahub.chatservice.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A document that an answer comes from.
 *
 * @param similarity of its nearest piece
 * @param passages its pieces that were found, the best first
 */
public record Source(DocumentKey document, double similarity, List<Passage> passages) {

    public Source {
        passages = List.copyOf(passages);
    }

    /** Of the passages, the best first: the nearest document first, each once. */
    public static List<Source> of(List<Passage> passages) {
        Map<DocumentKey, List<Passage>> byDocument = new LinkedHashMap<>();
        passages.forEach(passage -> byDocument
                .computeIfAbsent(passage.document(), _ -> new ArrayList<>())
                .add(passage));
        return byDocument.entrySet().stream()
                .map(entry -> new Source(entry.getKey(), nearest(entry.getValue()), entry.getValue()))
                .sorted(Comparator.comparingDouble(Source::similarity).reversed())
                .toList();
    }

    private static double nearest(List<Passage> passages) {
        return passages.stream().mapToDouble(Passage::similarity).max().orElse(0);
    }
}
