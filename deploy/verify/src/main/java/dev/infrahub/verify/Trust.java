package dev.infrahub.verify;

import dev.infrahub.json.Value;
import dev.infrahub.proofs.Purpose;
import dev.infrahub.proofs.Row;
import dev.infrahub.proofs.SignedTreeHead;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the auditor knows beforehand.
 *
 * @param keys fingerprints of the hub's own keys, whatever each is for; empty where they are not known
 * @param used the same of keys that are known to be for one purpose
 * @param people whose keys are known, by fingerprint; empty where they are not known
 * @param head a tree head that was kept
 * @param consistency what proves that it and another one are of one log
 */
record Trust(
        Set<String> keys,
        Map<Purpose, Set<String>> used,
        Map<String, Set<String>> people,
        Optional<SignedTreeHead> head,
        Optional<Consistency> consistency) {

    static final Trust NOBODY = new Trust(Set.of(), Map.of(), Map.of(), Optional.empty(), Optional.empty());

    private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9_-]{43}");

    Trust {
        keys = Set.copyOf(keys);
        used = Map.copyOf(used);
        people = Map.copyOf(people);
    }

    /** The keys that may sign for this purpose. */
    Set<String> keysFor(Purpose purpose) {
        return with(used.getOrDefault(purpose, Set.of()), keys);
    }

    /** Whether it is known which keys sign for just this purpose. */
    boolean knows(Purpose purpose) {
        return used.containsKey(purpose);
    }

    Trust key(String fingerprint) {
        return new Trust(with(keys, Set.of(checked(fingerprint))), used, people, head, consistency);
    }

    private static String checked(String fingerprint) {
        if (!FINGERPRINT.matcher(fingerprint).matches()) {
            throw new Unreadable(
                    "--key takes a fingerprint as GET /api/cab/keys lists them: SHA256: and 43 characters.");
        }
        return fingerprint;
    }

    /** @param json the answer of {@code GET /api/cab/keys} */
    Trust keys(String json) {
        Trust trust = this;
        for (Row key : Row.list(Value.ofJson(json).orElse(Value.Special.NULL))) {
            String fingerprint = checked(key.text("fingerprint"));
            trust = switch (key.text("usedFor")) {
                case "evidence" -> trust.usedFor(Purpose.ENVELOPE, fingerprint);
                case "tree-head" -> trust.usedFor(Purpose.TREE_HEAD, fingerprint);
                case "report" -> trust.usedFor(Purpose.REPORT, fingerprint);
                default -> trust.person(fingerprint, key.text("usedBy"));
            };
        }
        if (trust.equals(this)) {
            throw new Unreadable("--keys takes the answer of GET /api/cab/keys; there is no key in this file.");
        }
        return trust;
    }

    private Trust usedFor(Purpose purpose, String fingerprint) {
        Map<Purpose, Set<String>> more = new EnumMap<>(Purpose.class);
        more.putAll(used);
        more.merge(purpose, Set.of(fingerprint), Trust::with);
        return new Trust(keys, more, people, head, consistency);
    }

    private static Set<String> with(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    private Trust person(String fingerprint, String person) {
        Map<String, Set<String>> more = new HashMap<>(people);
        more.merge(fingerprint, Set.of(person), Trust::with);
        return new Trust(keys, used, more, head, consistency);
    }

    Trust head(String json) {
        SignedTreeHead kept = TreeHeadFile.head(json)
                .orElseThrow(() -> new Unreadable("--head takes a tree head; this file is none."));
        if (!kept.isGenuine()) {
            throw new Unreadable("The tree head you kept has no good signature: it proves nothing.");
        }
        return new Trust(keys, used, people, Optional.of(kept), consistency);
    }

    /** @param json the answer of {@code GET /api/cab/log/consistency} */
    Trust consistency(String json) {
        Consistency proof = Consistency.of(json)
                .orElseThrow(() -> new Unreadable(
                        "--consistency takes the answer of GET /api/cab/log/consistency; this file is none."));
        return new Trust(keys, used, people, head, Optional.of(proof));
    }
}
