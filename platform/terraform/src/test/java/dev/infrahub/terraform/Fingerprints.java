package dev.infrahub.terraform;

import dev.infrahub.json.Value;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/** Fingerprints of plans and of single changes, under one of two keys. */
final class Fingerprints {

    static final FingerprintKey KEY =
            FingerprintKey.of("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
    static final FingerprintKey OTHER_KEY = FingerprintKey.of(new byte[32]);

    /** Of a plan that does nothing. */
    static final String NOTHING = new PlanFingerprint(KEY).text();

    private Fingerprints() {}

    static String fingerprint(Value entry) {
        PlanFingerprint fingerprint = new PlanFingerprint(KEY);
        fingerprint.addResource(entry, new Credentials());
        return fingerprint.text();
    }

    static String fingerprint(String plan) {
        return fingerprint(plan.getBytes(StandardCharsets.UTF_8));
    }

    static String fingerprint(byte[] plan) {
        return fingerprint(plan, KEY);
    }

    static String fingerprint(byte[] plan, FingerprintKey key) {
        return PlanFingerprint.read(new ByteArrayInputStream(plan), key).text();
    }

    static String ofOutput(Value change) {
        PlanFingerprint fingerprint = new PlanFingerprint(KEY);
        fingerprint.addOutput("output", change, new Credentials());
        return fingerprint.text();
    }
}
