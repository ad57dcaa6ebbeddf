package dev.infrahub.scanning;

import dev.infrahub.json.Json;
import dev.infrahub.json.Value;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was found before and is known: a file that may be committed, since it holds fingerprints under a key of its own. Whoever has
 * it may try guesses at what it is about, and so may whoever has the files.
 *
 * @param key of 32 bytes, in Base64
 */
public record Baseline(String key, Set<String> fingerprints) {

    private static final int KEY_BYTES = 32;
    private static final long VERSION = 1;

    /** Nothing is known, under a new key. */
    public static Baseline empty() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return new Baseline(Base64.getEncoder().encodeToString(key), Set.of());
    }

    /** Nothing where it is none. */
    public static Optional<Baseline> of(String json) {
        Value file = Value.ofJson(json).orElse(Value.Special.NULL);
        boolean isOurs = file.at("version").equals(new Value.Num(Long.toString(VERSION)));
        Set<String> fingerprints = new TreeSet<>();
        for (Value finding : file.at("findings").each()) {
            finding.at("fingerprint").text().ifPresent(fingerprints::add);
        }
        return file.at("key").text().filter(key -> isOurs && isKey(key)).map(key -> new Baseline(key, fingerprints));
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length >= KEY_BYTES;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    public Fingerprints hashes() {
        return Fingerprints.of(Base64.getDecoder().decode(key), "baseline");
    }

    public boolean knows(Detection detection) {
        return fingerprints.contains(detection.fingerprint());
    }

    /** The file of these findings, under the same key. */
    public String of(List<Detection> detections) {
        List<Json> findings = new ArrayList<>();
        for (Detection one : detections) {
            findings.add(new Json()
                    .with("fingerprint", one.fingerprint())
                    .with("ruleId", one.ruleId())
                    .with("path", one.path()));
        }
        return new Json()
                .with("version", VERSION)
                .with("key", key)
                .with("findings", findings)
                .text();
    }
}
