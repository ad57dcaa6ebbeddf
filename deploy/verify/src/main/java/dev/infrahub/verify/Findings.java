package dev.infrahub.verify;

import dev.infrahub.proofs.Seal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was checked and found, a line each; and the signatures that were looked at. */
final class Findings {

    private final Set<String> lines = new LinkedHashSet<>();
    private final List<Signed> signatures = new ArrayList<>();
    private boolean valid = true;

    /** One line: what holds, or where it does not. */
    boolean check(boolean holds, String good, String bad) {
        return holds ? ok(good) : wrong(bad);
    }

    boolean ok(String sentence) {
        lines.add("ok   " + sentence);
        return true;
    }

    boolean wrong(String sentence) {
        lines.add("NO   " + sentence);
        valid = false;
        return false;
    }

    /** What cannot be known from the file. */
    void unknown(String sentence) {
        lines.add("?    " + sentence);
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
    void compare(Seal seal, Trust trust) {
        if (trust.hub().isEmpty()) {
            unknown("Whether " + seal.fingerprint()
                    + " is your hub's key: anybody can make a key. Compare it with GET /api/cab/keys, or say --key.");
        } else {
            check(
                    trust.hub().contains(seal.fingerprint()),
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
