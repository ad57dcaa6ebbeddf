package dev.infrahub.secrets;

import dev.infrahub.json.Holding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Secrets whose values are known, found again in any text and in any {@link Spelling}: as they are, in another case, in
 * base64 at every alignment of either alphabet, in hexadecimal, in one piece or byte by byte, as another writing of the same
 * number; each also behind escapes of JSON, HTML and URLs, wrapped over lines, compressed, or within base64 of other text.
 *
 * <p>What is too short stands in a text by chance, and hiding it would hide what is no secret. So
 *
 * <ul>
 *   <li>{@value #SHORTEST_PART} characters or more are found anywhere, within words too;
 *   <li>{@value #SHORTEST_WORD} or more where they are a word of their own, as a number of six digits is;
 *   <li>{@value #SHORTEST} or more where they are the whole text;
 *   <li>fewer never: of three characters there are as many as there are words in a plan.
 * </ul>
 *
 * <p>A base64 of six bytes and a hexadecimal of six bytes are long enough to be found anywhere. Looking takes time linear in the
 * text however many secrets there are. It is immutable, and bounded: of more than {@value #MOST} characters of spellings no
 * more are remembered.
 */
public final class KnownSecrets {

    public static final int SHORTEST = 4;
    public static final int SHORTEST_WORD = 6;
    public static final int SHORTEST_PART = 8;

    static final String RULE_ID = "known-secret";

    private static final int MOST = 1 << 21;

    /** Of one that is the whole text, in memory. */
    private static final int BYTES_A_TEXT = 96;

    private final Set<String> whole = new HashSet<>();
    private final Holding held = new Holding();
    private final Needles needles = new Needles(MOST);

    private KnownSecrets() {}

    public static KnownSecrets of(Collection<String> secrets) {
        KnownSecrets known = new KnownSecrets();
        Collection<String> each = secrets instanceof Set<String> ? secrets : new HashSet<>(secrets);
        for (String secret : each) {
            for (Spelling spelling : Spelling.of(secret)) {
                if (spelling.place() == Spelling.Place.WHOLE) {
                    known.addWhole(spelling.text());
                } else {
                    known.needles.add(spelling);
                }
            }
        }
        each.forEach(secret -> Spelling.inParts(secret).forEach(known.needles::add));
        known.needles.close();
        return known;
    }

    private void addWhole(String text) {
        if (whole.add(text)) {
            held.grow(BYTES_A_TEXT + 2L * text.length());
        }
    }

    public boolean isEmpty() {
        return whole.isEmpty() && needles.isEmpty();
    }

    public boolean areIn(CharSequence text) {
        return !find(text).isEmpty();
    }

    /** Where they are, in order and apart from each other; inside other base64 it is the whole of that. */
    public List<Finding> find(CharSequence text) {
        return isEmpty() || text.length() < SHORTEST ? List.of() : Layers.search(text.toString(), this::written);
    }

    /** The text with each of them replaced. */
    public String replace(CharSequence text, Function<Finding, String> replacement) {
        return Secrets.replace(text, find(text), replacement);
    }

    private List<Finding> written(String text) {
        List<Finding> found = new ArrayList<>();
        String stripped = text.strip();
        if (whole.contains(stripped)) {
            int start = text.indexOf(stripped);
            found.add(new Finding(RULE_ID, start, start + stripped.length()));
        } else {
            needles.each(text, (start, end) -> found.add(new Finding(RULE_ID, start, end)));
        }
        return found;
    }
}
