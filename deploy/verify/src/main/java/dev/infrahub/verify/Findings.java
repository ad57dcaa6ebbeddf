package dev.infrahub.verify;

import dev.infrahub.proofs.Purpose;
import dev.infrahub.proofs.Seal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What was checked and found, a line each; and the signatures that were looked at. */
final class Findings {

    /** What could move the cursor or turn the direction of writing: a file must not write lines of its own. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\u2028\u2029]");

    private final Set<String> lines = new LinkedHashSet<>();
    private final List<Signed> signatures = new ArrayList<>();
    private boolean valid = true;

    /** One line: what holds, or where it does not. */
    boolean check(boolean holds, String good, String bad) {
        return holds ? ok(good) : wrong(bad);
    }

    boolean ok(String sentence) {
        add("ok   ", sentence);
        return true;
    }

    boolean wrong(String sentence) {
        add("NO   ", sentence);
        valid = false;
        return false;
    }

    /** What cannot be known from the file. */
    void unknown(String sentence) {
        add("?    ", sentence);
    }

    private void add(String mark, String sentence) {
        lines.add(mark + UNPRINTABLE.matcher(sentence).replaceAll("\uFFFD"));
    }

    /** Whether the signature is good; who made it, by the key's fingerprint. */
    boolean verify(Signed signed) {
        signatures.add(signed);
        Seal seal = signed.seal();
        return check(
                seal.isOf(signed.purpose(), signed.message()),
                signed.what() + " is signed by the key " + seal.fingerprint() + " (" + seal.algorithm() + ").",
                signed.what() + " has no good signature.");
    }

    /** Whether the hub's own key is one of those that are known. */
    void compare(Seal seal, Trust trust, Purpose purpose) {
        if (trust.keysFor(purpose).isEmpty()) {
            unknown("Whether " + seal.fingerprint()
                    + " is your hub's key: anybody can make a key. Compare it with GET /api/cab/keys, or say --key.");
        } else {
            check(
                    trust.keysFor(purpose).contains(seal.fingerprint()),
                    "That key is one of those you trust.",
                    "That key is none of those you trust.");
        }
    }

    boolean isValid() {
        return valid;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    List<Signed> signatures() {
        return signatures;
    }
}
