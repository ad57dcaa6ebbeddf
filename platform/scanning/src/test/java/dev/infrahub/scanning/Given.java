package dev.infrahub.scanning;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the tests scan: credentials that nobody ever issued, put together so that none stands in the source. */
final class Given {

    static final String GITHUB = "ghp_" + "k3Vb9QzT1xWm7RsYp2LdJc8NfHg5Ae0Ku4Xo";
    static final String PASSWORD = "Tr0ub4dor&9zQ";
    static final String PRIVATE_KEY = "-----BEGIN RSA " + "PRIVATE KEY-----\n"
            + "MIIEowIBAAKCAQEAx7Jq2V0yZk5Wb3JtYWxseS1hLXJlYWwta2V5LWhlcmUtYnV0\n".repeat(6)
            + "-----END RSA " + "PRIVATE KEY-----";

    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private Given() {}

    static Scan scan() {
        return new Scan(Fingerprints.of(KEY, "acme"), ScanLimits.OF_REQUESTS);
    }

    static Scan scan(ScanLimits limits) {
        return new Scan(Fingerprints.of(KEY, "acme"), limits);
    }

    static Scan scan(ScanRules rules) {
        return new Scan(Fingerprints.of(KEY, "acme"), ScanLimits.OF_REQUESTS, rules);
    }

    static Scan scanOf(String client) {
        return new Scan(Fingerprints.of(KEY, client), ScanLimits.OF_REQUESTS);
    }

    static List<Detection> found(String path, String content) {
        Scan scan = scan();
        scan.file(path, content.getBytes(StandardCharsets.UTF_8));
        return scan.result().detections();
    }
}
