package dev.infrahub.verify;

import dev.infrahub.proofs.Row;
import dev.infrahub.proofs.SignedTreeHead;
import dev.infrahub.terraform.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the auditor knows beforehand.
 *
 * @param hub fingerprints of the hub's own keys; empty where they are not known
 * @param people whose keys are known, by fingerprint; empty where they are not known
 * @param head a tree head that was kept
 */
record Trust(Set<String> hub, Map<String, Set<String>> people, Optional<SignedTreeHead> head) {

    static final Trust NOBODY = new Trust(Set.of(), Map.of(), Optional.empty());

    private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9_-]{43}");

    Trust {
        hub = Set.copyOf(hub);
        people = Map.copyOf(people);
    }

    Trust key(String fingerprint) {
        if (!FINGERPRINT.matcher(fingerprint).matches()) {
            throw new Unreadable(
                    "--key takes a fingerprint as GET /api/cab/keys lists them: SHA256: and 43 characters.");
        }
        Set<String> more = new HashSet<>(hub);
        more.add(fingerprint);
        return new Trust(more, people, head);
    }

    /** @param json the answer of {@code GET /api/cab/keys} */
    Trust keys(String json) {
        Trust trust = this;
        for (Row key : Row.list(Value.ofJson(json).orElse(Value.Special.NULL))) {
            trust = key.text("usedBy").isEmpty()
                    ? trust.key(key.text("fingerprint"))
                    : trust.person(key.text("fingerprint"), key.text("usedBy"));
        }
        if (trust.equals(this)) {
            throw new Unreadable("--keys takes the answer of GET /api/cab/keys; there is no key in this file.");
        }
        return trust;
    }

    private Trust person(String fingerprint, String person) {
        Map<String, Set<String>> more = new HashMap<>(people);
        Set<String> owners = new HashSet<>(more.getOrDefault(fingerprint, Set.of()));
        owners.add(person);
        more.put(fingerprint, owners);
        return new Trust(hub, more, head);
    }

    Trust head(String json) {
        SignedTreeHead kept = TreeHeadFile.head(json)
                .orElseThrow(() -> new Unreadable("--head takes a tree head; this file is none."));
        if (!kept.isGenuine()) {
            throw new Unreadable("The tree head you kept has no good signature: it proves nothing.");
        }
        return new Trust(hub, people, Optional.of(kept));
    }
}
