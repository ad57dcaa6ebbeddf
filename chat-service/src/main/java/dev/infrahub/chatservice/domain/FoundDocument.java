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
public record FoundDocument(DocumentKey document, double similarity, List<Passage> passages) {

    public FoundDocument {
        passages = List.copyOf(passages);
    }

    /** Of the passages, the best first: the nearest document first, each once. */
    public static List<FoundDocument> of(List<Passage> passages) {
        Map<DocumentKey, List<Passage>> byDocument = new LinkedHashMap<>();
        passages.forEach(passage -> byDocument
                .computeIfAbsent(passage.document(), _ -> new ArrayList<>())
                .add(passage));
        return byDocument.entrySet().stream()
                .map(entry -> new FoundDocument(entry.getKey(), nearest(entry.getValue()), entry.getValue()))
                .sorted(Comparator.comparingDouble(FoundDocument::similarity).reversed())
                .toList();
    }

    private static double nearest(List<Passage> passages) {
        return passages.stream().mapToDouble(Passage::similarity).max().orElse(0);
    }
}
