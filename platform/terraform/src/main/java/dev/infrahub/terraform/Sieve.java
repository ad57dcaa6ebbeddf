package dev.infrahub.terraform;

import dev.infrahub.json.Holding;
import dev.infrahub.json.Value;
import dev.infrahub.secrets.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What every string of a plan goes through last, whatever it is: a value, the key of a map, an address, a name. The parts that a
 * rule recognises, and those known to be secrets of this plan, become markers, the same secret the same marker: what is named
 * after a secret can still be told from others.
 */
public final class Sieve {

    /** What was found harmless and comes up again and again, in memory; then it is forgotten together. */
    private static final int MOST = 1 << 22;

    private static final int BYTES_A_TEXT = 96;

    private static final int LONGEST_REMEMBERED = 100;
    private static final int SHORTEST_FOUND = 8;
    private static final String FOUND = "found";

    private final Credentials credentials;
    private final PlanSecrets known;
    private final Markers markers;
    private final Map<String, String> passed = new HashMap<>();
    private final Holding held = new Holding();

    /** What the rules found: put together with other words, they may not find it again. */
    private final Copies found = new Copies(SHORTEST_FOUND, SHORTEST_FOUND);

    /** Goes by the rules alone. */
    public Sieve() {
        this(new Credentials(), PlanSecrets.none(), new Markers());
    }

    Sieve(Credentials credentials, PlanSecrets known, Markers markers) {
        this.credentials = credentials;
        this.known = known;
        this.markers = markers;
    }

    /** The text with each secret in it replaced by its marker. */
    public String sift(String text) {
        if (text.length() > LONGEST_REMEMBERED) {
            return sifted(text);
        }
        String before = passed.get(text);
        return before == null ? remembered(text) : before;
    }

    /** The same for words that the hub put together: what was found before is a secret in them too. */
    String siftTogether(String text) {
        String once = sift(text);
        List<Finding> places = new ArrayList<>();
        found.eachIn(once, (start, end) -> places.add(new Finding(FOUND, start, end)));
        return places.isEmpty() ? once : replaced(once, places);
    }

    private String remembered(String text) {
        String sifted = sifted(text);
        held.grow(BYTES_A_TEXT + 2L * text.length());
        passed.put(text, sifted);
        if (held.bytes() > MOST) {
            passed.clear();
            held.end();
        }
        return sifted;
    }

    /** The marker for a number that is known to be a secret. */
    Optional<Value> marker(String number) {
        String sifted = sift(number);
        return Markers.isMarker(sifted) ? Optional.of(new Value.Text(sifted)) : Optional.empty();
    }

    private String sifted(String text) {
        if (Markers.isMarker(text)) {
            return text;
        }
        List<Finding> places = new ArrayList<>();
        Pieces.of(text, (start, end) -> addFindings(text, start, end, places));
        return places.isEmpty() ? text : replaced(text, places);
    }

    private void addFindings(String text, int start, int end, List<Finding> places) {
        String piece = text.substring(start, end);
        for (Finding finding : credentials.find(piece)) {
            found.add(finding.in(piece));
            places.add(new Finding(finding.ruleId(), start + finding.start(), start + finding.end()));
        }
        for (Finding finding : known.find(piece)) {
            places.add(new Finding(finding.ruleId(), start + finding.start(), start + finding.end()));
        }
    }

    private String replaced(String text, List<Finding> places) {
        places.sort(Comparator.comparingInt(Finding::start));
        StringBuilder replaced = new StringBuilder(text.length());
        int done = 0;
        for (int i = 0; i < places.size(); ) {
            int start = places.get(i).start();
            int end = places.get(i++).end();
            while (i < places.size() && places.get(i).start() < end) {
                end = Math.max(end, places.get(i++).end());
            }
            replaced.append(text, done, start).append(standIn(text.substring(start, end)));
            done = end;
        }
        return replaced.append(text, done, text.length()).toString();
    }

    private String standIn(String secret) {
        return markers.of(new Value.Text(secret)).text().orElseThrow();
    }
}
