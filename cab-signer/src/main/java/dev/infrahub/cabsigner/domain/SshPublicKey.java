package dev.infrahub.cabsigner.domain;

import dev.infrahub.proofs.Digest;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A public key as type and Base64, the first two words of a line of authorized_keys. Whether it is a sound key is for
 * QuantumAPI to say, which certifies it.
 */
public record SshPublicKey(String line) {

    private static final Pattern LINE = Pattern.compile("[a-z0-9@.-]{1,64} [A-Za-z0-9+/]{16,16384}={0,2}");

    /** @throws IllegalArgumentException for what is none, or has options or a comment */
    public SshPublicKey {
        if (!LINE.matcher(line).matches()) {
            throw new IllegalArgumentException("is not the type and the Base64 of one public key");
        }
        Base64.getDecoder().decode(line.substring(line.indexOf(' ') + 1));
    }

    /** RFC 4253, section 6.6. */
    byte[] blob() {
        return Base64.getDecoder().decode(line.substring(line.indexOf(' ') + 1));
    }

    /** {@code SHA256:…}, as ssh-keygen prints it. */
    public String fingerprint() {
        return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(Digest.sha256(blob()));
    }
}
