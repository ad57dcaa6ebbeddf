package dev.infrahub.terraform;

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

    /** What was found harmless and comes up again and again, in characters; then it is forgotten together. */
    private static final int MOST = 1 << 20;

    private static final int LONGEST_REMEMBERED = 100;

    private final Credentials credentials;
    private final Copies known;
    private final Markers markers;
    private final Map<String, String> passed = new HashMap<>();
    private int size;

    /** Goes by the rules alone. */
    public Sieve() {
        this(new Credentials(), Concealment.nothingElsewhere(), new Markers());
    }

    Sieve(Credentials credentials, Copies known, Markers markers) {
        this.credentials = credentials;
        this.known = known;
        this.markers = markers;
    }

    /** A part of a text, and what its marker is made of. */
    private record Place(int start, int end, String secret) {}

    /** The text with each secret in it replaced by its marker. */
    public String sift(String text) {
        if (text.length() > LONGEST_REMEMBERED) {
            return sifted(text);
        }
        String before = passed.get(text);
        return before == null ? remembered(text) : before;
    }

    private String remembered(String text) {
        String sifted = sifted(text);
        size += text.length();
        if (size > MOST) {
            passed.clear();
            size = text.length();
        }
        passed.put(text, sifted);
        return sifted;
    }

    /** The marker for a number that is known to be a secret. */
    Optional<Value> marker(String number) {
        String sifted = sift(number);
        return Markers.isMarker(sifted) ? Optional.of(new Value.Text(sifted)) : Optional.empty();
    }

    private String sifted(String text) {
        List<Place> places = new ArrayList<>();
        for (Finding finding : credentials.find(text)) {
            places.add(new Place(finding.start(), finding.end(), finding.in(text)));
        }
        known.eachIn(
                text,
                secret -> !Vocabulary.isWord(secret),
                (start, end, secret) -> places.add(new Place(start, end, secret)));
        return places.isEmpty() ? text : replaced(text, places);
    }

    private String replaced(String text, List<Place> places) {
        places.sort(Comparator.comparingInt(Place::start).thenComparing(Place::end, Comparator.reverseOrder()));
        StringBuilder replaced = new StringBuilder(text.length());
        int done = 0;
        for (int i = 0; i < places.size(); ) {
            Place place = places.get(i++);
            while (i < places.size() && places.get(i).start < place.end) {
                place = joined(text, place, places.get(i++));
            }
            replaced.append(text, done, place.start).append(marker(place));
            done = place.end;
        }
        return replaced.append(text, done, text.length()).toString();
    }

    private static Place joined(String text, Place one, Place other) {
        return other.end <= one.end ? one : new Place(one.start, other.end, text.substring(one.start, other.end));
    }

    private String marker(Place place) {
        return markers.of(new Value.Text(place.secret)).text().orElseThrow();
    }
}
