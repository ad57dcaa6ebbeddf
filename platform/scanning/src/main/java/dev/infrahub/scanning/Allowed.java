package dev.infrahub.scanning;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lines of a text whose comments allow what stands there, found in one pass. */
final class Allowed {

    private static final List<String> WORDS = List.of("infrahub:allow", "gitleaks:allow");

    private final Map<Integer, String> lines = new HashMap<>();

    Allowed(String text, Lines ofText) {
        for (String word : WORDS) {
            for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length())) {
                lines.putIfAbsent(ofText.at(at), word);
            }
        }
    }

    /** What allows a finding: a word on the line where it begins or ends. */
    Optional<String> at(Place place) {
        return Optional.ofNullable(lines.get(place.line())).or(() -> Optional.ofNullable(lines.get(place.endLine())));
    }
}
