package dev.infrahub.gateway.log;

import dev.infrahub.faults.SettingRefused;
import dev.infrahub.proofs.Digest;
import dev.infrahub.proofs.Seal;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The public keys whose signatures are the log's, by the SHA-256 of their SubjectPublicKeyInfo in hex. Where none is named,
 * the key of the first head that was heard is the one.
 */
public record LogKeys(Set<String> hashes) {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    public LogKeys {
        hashes = Set.copyOf(hashes);
        if (!hashes.stream().allMatch(hash -> HASH.matcher(hash).matches())) {
            throw new SettingRefused("hub.gateway.log-keys takes SHA-256 of public keys, 64 lower-case hex digits"
                    + " each: HUB_LOG_KEYS, as GET /api/cab/log names it in publicKeySha256");
        }
    }

    /** @param first what signed the first head that was heard; empty where this is it */
    public boolean trusts(Seal seal, Optional<Seal> first) {
        return hashes.isEmpty()
                ? first.map(known -> known.publicKey().equals(seal.publicKey())).orElse(true)
                : hashes.contains(hash(seal));
    }

    /** SHA-256 of the public key, in hex; of nothing where it is no Base64. */
    public static String hash(Seal seal) {
        try {
            return Digest.of(Base64.getDecoder().decode(seal.publicKey()));
        } catch (IllegalArgumentException notBase64) {
            return Digest.of("");
        }
    }
}
