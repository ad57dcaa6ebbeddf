package dev.infrahub.secretscanner;

import dev.infrahub.secrets.Rule;
import dev.infrahub.secrets.Rules;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** By which rules a file was scanned: others may find in it what these did not. */
final class RulesInForce {

    private static final int BYTES = 16;

    private RulesInForce() {}

    /** The same for the same rules, as far as they say what they are. */
    static String hash() {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            for (Rule rule : Rules.all()) {
                List<Object> said = List.of(rule.id(), rule.severity(), rule.keywords(), rule.finds(), rule.leaves());
                hash.update(said.toString().getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(hash.digest(), 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
