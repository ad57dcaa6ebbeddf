package dev.infrahub.ssh;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an SSH authority signs with. */
public enum SshAlgorithm {
    /** RFC 8709: every OpenSSH takes it. */
    ED25519(SshKeyType.ED25519),
    /** Post-quantum and classical, both must verify: OpenSSH 10.5 on, where its CASignatureAlgorithms name it. */
    ML_DSA_44_ED25519(SshKeyType.ML_DSA_44_ED25519);

    private final SshKeyType type;

    SshAlgorithm(SshKeyType type) {
        this.type = type;
    }

    /** Of the keys that sign with it. */
    public SshKeyType type() {
        return type;
    }

    /** As OpenSSH names it. */
    public String text() {
        return type.text();
    }

    public static Optional<SshAlgorithm> of(String text) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.text().equals(text))
                .findFirst();
    }

    /** All names, for a sentence. */
    public static String names() {
        return Arrays.stream(values()).map(SshAlgorithm::text).collect(Collectors.joining(", "));
    }

    /**
     * A public key as SSH has it.
     *
     * @param raw 32 bytes of Ed25519, 1344 of the composite
     * @throws IllegalArgumentException for what is no key
     */
    public SshPublicKey publicKey(byte[] raw) {
        return new SshPublicKey(type, SshWriter.written(out -> out.string(raw)));
    }
}
