package dev.infrahub.quantumapilocal.domain.ssh;

import dev.infrahub.quantumapilocal.domain.MlDsa44Ed25519;
import dev.infrahub.quantumapilocal.domain.Rejected;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.math.ec.ECPoint;

/**
 * A public key, as in authorized_keys: Ed25519 (RFC 8709), the composite of ML-DSA-44 and Ed25519
 * (draft-miller-sshm-mldsa44-ed25519-composite-sigs), ECDSA (RFC 5656), RSA (RFC 4253 section 6.6), and the security keys of
 * OpenSSH's PROTOCOL.u2f.
 *
 * @param type of the key
 * @param fields the blob after the name of its type, as a certificate has it too
 */
public record SshPublicKey(Type type, byte[] fields) {

    private static final int LEAST_RSA_BITS = 2048;
    private static final int MOST_RSA_BITS = 16384;

    /** The types that are certified. */
    public enum Type {
        ED25519("ssh-ed25519", "ssh-ed25519-cert-v01@openssh.com"),
        MLDSA44_ED25519("ssh-mldsa44-ed25519@openssh.com", "ssh-mldsa44-ed25519-cert-v01@openssh.com"),
        ECDSA_P256("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256-cert-v01@openssh.com"),
        ECDSA_P384("ecdsa-sha2-nistp384", "ecdsa-sha2-nistp384-cert-v01@openssh.com"),
        ECDSA_P521("ecdsa-sha2-nistp521", "ecdsa-sha2-nistp521-cert-v01@openssh.com"),
        RSA("ssh-rsa", "ssh-rsa-cert-v01@openssh.com"),
        SK_ED25519("sk-ssh-ed25519@openssh.com", "sk-ssh-ed25519-cert-v01@openssh.com"),
        SK_ECDSA_P256("sk-ecdsa-sha2-nistp256@openssh.com", "sk-ecdsa-sha2-nistp256-cert-v01@openssh.com");

        private final String text;
        private final String certificate;

        Type(String text, String certificate) {
            this.text = text;
            this.certificate = certificate;
        }

        public String text() {
            return text;
        }

        /** What a certificate of such a key calls itself. */
        public String certificate() {
            return certificate;
        }

        static Type of(String text) {
            return Arrays.stream(values())
                    .filter(type -> type.text.equals(text))
                    .findFirst()
                    .orElseThrow(() -> new Rejected("is no key of a type that is certified here: Ed25519, ML-DSA-44"
                            + " with Ed25519, ECDSA, RSA of at least 2048 bits, or a security key"));
        }
    }

    /**
     * Reads a line of authorized_keys without options: type, Base64, an optional comment.
     *
     * @throws Rejected when it is none, or holds a key that is not valid or too weak
     */
    public static SshPublicKey ofLine(String line) {
        String[] parts = line.strip().split("[ \\t]+", 3);
        if (parts.length < 2) {
            throw new Rejected("is no line of authorized_keys: ssh-ed25519 AAAA… comment");
        }
        Type type = Type.of(parts[0]);
        byte[] blob = decode(parts[1]);
        SshReader reader = new SshReader(blob);
        if (!reader.text().equals(type.text())) {
            throw new Rejected("says one type and holds another");
        }
        check(type, reader);
        reader.end();
        return new SshPublicKey(
                type, Arrays.copyOfRange(blob, Integer.BYTES + type.text().length(), blob.length));
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new Rejected("holds broken Base64");
        }
    }

    private static void check(Type type, SshReader reader) {
        switch (type) {
            case ED25519 -> checkEd25519(reader);
            case MLDSA44_ED25519 -> MlDsa44Ed25519.checkPublicKey(reader.string());
            case SK_ED25519 -> {
                checkEd25519(reader);
                reader.string();
            }
            case ECDSA_P256 -> checkEcdsa(reader, "nistp256", "P-256");
            case ECDSA_P384 -> checkEcdsa(reader, "nistp384", "P-384");
            case ECDSA_P521 -> checkEcdsa(reader, "nistp521", "P-521");
            case SK_ECDSA_P256 -> {
                checkEcdsa(reader, "nistp256", "P-256");
                reader.string();
            }
            case RSA -> checkRsa(reader);
        }
    }

    private static void checkEd25519(SshReader reader) {
        try {
            new Ed25519PublicKeyParameters(reader.string());
        } catch (IllegalArgumentException e) {
            throw new Rejected("is no valid key of Ed25519");
        }
    }

    private static void checkEcdsa(SshReader reader, String name, String curve) {
        if (!reader.text().equals(name)) {
            throw new Rejected("names another curve than its type");
        }
        try {
            ECPoint point = CustomNamedCurves.getByName(curve).getCurve().decodePoint(reader.string());
            if (point.isInfinity() || !point.isValid()) {
                throw new Rejected("is no point of its curve");
            }
        } catch (IllegalArgumentException e) {
            throw new Rejected("is no point of its curve");
        }
    }

    private static void checkRsa(SshReader reader) {
        BigInteger exponent = reader.mpint();
        BigInteger modulus = reader.mpint();
        if (modulus.bitLength() < LEAST_RSA_BITS || modulus.bitLength() > MOST_RSA_BITS) {
            throw new Rejected("is a key of RSA with " + modulus.bitLength() + " bits; there must be at least 2048");
        }
        if (exponent.compareTo(BigInteger.TWO) <= 0 || !exponent.testBit(0) || !modulus.testBit(0)) {
            throw new Rejected("is no valid key of RSA");
        }
    }

    /** The key with the name of its type, as SSH sends and compares it. */
    public byte[] blob() {
        return SshWriter.written(out -> out.string(type.text()).raw(fields));
    }

    /** A line of authorized_keys. */
    public String line(String comment) {
        return line(type.text(), blob(), comment);
    }

    static String line(String type, byte[] blob, String comment) {
        return type + " " + Base64.getEncoder().encodeToString(blob) + " " + comment;
    }

    /** {@code SHA256:…}, as ssh-keygen shows it. */
    public String fingerprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(blob());
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
