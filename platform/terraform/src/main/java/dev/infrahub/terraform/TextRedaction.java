package dev.infrahub.terraform;

import dev.infrahub.json.Value;
import dev.infrahub.secrets.Secrets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Takes credentials out of a plan's text, whose values carry no marks: by the rules, and their copies where they are bare. */
final class TextRedaction {

    private static final int SHORTEST_COPY = 8;

    /** More would be a text made of credentials; an expression of that many alternatives gets slow. */
    private static final int MOST_COPIES = 200;

    private TextRedaction() {}

    static String redact(String text) {
        Markers markers = new Markers();
        Set<String> found = new LinkedHashSet<>();
        String once = Secrets.replace(text, finding -> {
            String secret = finding.in(text);
            found.add(secret);
            return marker(markers, secret);
        });
        return withoutCopies(once, found, markers);
    }

    private static String withoutCopies(String text, Set<String> found, Markers markers) {
        List<String> copies = new ArrayList<>(found);
        copies.removeIf(secret -> secret.length() < SHORTEST_COPY || !text.contains(secret));
        if (copies.isEmpty()) {
            return text;
        }
        copies.sort(Comparator.comparingInt(String::length).reversed());
        Pattern any = Pattern.compile(
                copies.stream().limit(MOST_COPIES).map(Pattern::quote).collect(Collectors.joining("|")));
        return any.matcher(text).replaceAll(copy -> marker(markers, copy.group()));
    }

    private static String marker(Markers markers, String secret) {
        return markers.of(new Value.Text(secret)).text().orElseThrow();
    }
}
