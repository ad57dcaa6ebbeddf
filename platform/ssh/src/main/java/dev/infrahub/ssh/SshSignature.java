package dev.infrahub.ssh;

/**
 * A signature of an SSH authority: RFC 4253 section 6.6.
 *
 * @param algorithm its name
 * @param bytes 64 of Ed25519, 2484 of the composite
 */
public record SshSignature(String algorithm, byte[] bytes) {

    /** @throws IllegalArgumentException for what is none */
    static SshSignature of(byte[] blob) {
        SshReader in = new SshReader(blob);
        SshSignature signature = new SshSignature(in.text(), in.string());
        in.end();
        return signature;
    }

    byte[] blob() {
        return SshWriter.written(out -> out.string(algorithm).string(bytes));
    }

    /** Whether the key made it over the data. A malformed signature is a wrong one, and so is one of RSA or ECDSA. */
    public boolean verifies(SshPublicKey key, byte[] data) {
        return key.type().text().equals(algorithm)
                && switch (key.type()) {
                    case ED25519 -> Ed25519.verify(raw(key), data, bytes);
                    case ML_DSA_44_ED25519 -> Composite.verify(raw(key), data, bytes);
                    default -> false;
                };
    }

    private static byte[] raw(SshPublicKey key) {
        return new SshReader(key.fields()).string();
    }
}
