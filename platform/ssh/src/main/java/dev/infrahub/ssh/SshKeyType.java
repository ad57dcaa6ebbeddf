package dev.infrahub.ssh;

import static dev.infrahub.ssh.Required.require;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bouncycastle.crypto.ec.CustomNamedCurves;

/**
 * The types of keys that are taken: Ed25519 (RFC 8709), the composite of ML-DSA-44 and Ed25519
 * (draft-miller-sshm-mldsa44-ed25519-composite-sigs), ECDSA (RFC 5656), RSA of 2048 bits at least (RFC 4253 section 6.6), and
 * security keys (OpenSSH PROTOCOL.u2f).
 */
public enum SshKeyType {
    ED25519("ssh-ed25519", 1),
    ML_DSA_44_ED25519("ssh-mldsa44-ed25519@openssh.com", 1),
    ECDSA_P256("ecdsa-sha2-nistp256", 2),
    ECDSA_P384("ecdsa-sha2-nistp384", 2),
    ECDSA_P521("ecdsa-sha2-nistp521", 2),
    RSA("ssh-rsa", 2),
    SK_ED25519("sk-ssh-ed25519@openssh.com", 2),
    SK_ECDSA_P256("sk-ecdsa-sha2-nistp256@openssh.com", 3);

    private static final int LEAST_RSA_BITS = 2048;
    private static final int MOST_RSA_BITS = 16384;

    private static final String CERTIFICATE = "-cert-v01@openssh.com";

    /** SEC 1, section 2.3.3; OpenSSH takes no other. */
    private static final byte UNCOMPRESSED = 4;

    private final String text;
    private final int strings;

    /** @param strings that a key has behind the name of its type */
    SshKeyType(String text, int strings) {
        this.text = text;
        this.strings = strings;
    }

    /** As OpenSSH names it. */
    public String text() {
        return text;
    }

    /** What a certificate of such a key calls itself. */
    public String certificate() {
        return text.replaceFirst("@openssh\\.com$", "") + CERTIFICATE;
    }

    static Optional<SshKeyType> of(String text) {
        return Arrays.stream(values()).filter(type -> type.text.equals(text)).findFirst();
    }

    static Optional<SshKeyType> ofCertificate(String text) {
        return Arrays.stream(values())
                .filter(type -> type.certificate().equals(text))
                .findFirst();
    }

    /** The fields of a key of this type, out of something longer. */
    byte[] fields(SshReader in) {
        return SshWriter.written(out -> IntStream.range(0, strings).forEach(_ -> out.string(in.string())));
    }

    /** @throws IllegalArgumentException for what is no sound key of this type */
    void check(byte[] fields) {
        SshReader in = new SshReader(fields);
        switch (this) {
            case ED25519 -> Ed25519.check(in.string());
            case ML_DSA_44_ED25519 -> Composite.check(in.string());
            case ECDSA_P256 -> checkEcdsa(in, "nistp256", "P-256");
            case ECDSA_P384 -> checkEcdsa(in, "nistp384", "P-384");
            case ECDSA_P521 -> checkEcdsa(in, "nistp521", "P-521");
            case RSA -> checkRsa(in.mpint(), in.mpint());
            case SK_ED25519 -> {
                Ed25519.check(in.string());
                checkApplication(in);
            }
            case SK_ECDSA_P256 -> {
                checkEcdsa(in, "nistp256", "P-256");
                checkApplication(in);
            }
        }
        in.end();
    }

    private static void checkApplication(SshReader in) {
        require(!in.text().isEmpty(), "names no application");
    }

    private static void checkEcdsa(SshReader in, String name, String curve) {
        require(in.text().equals(name), "names another curve than its type");
        byte[] point = in.string();
        require(point.length > 0 && point[0] == UNCOMPRESSED, "is no point of its curve");
        try {
            CustomNamedCurves.getByName(curve).getCurve().decodePoint(point);
        } catch (IllegalArgumentException notOnIt) {
            throw new IllegalArgumentException("is no point of its curve");
        }
    }

    private static void checkRsa(BigInteger exponent, BigInteger modulus) {
        require(
                modulus.bitLength() >= LEAST_RSA_BITS && modulus.bitLength() <= MOST_RSA_BITS,
                "is a key of RSA with " + modulus.bitLength() + " bits; there must be 2048 at least, 16384 at most");
        require(
                exponent.compareTo(BigInteger.TWO) > 0 && exponent.testBit(0) && modulus.testBit(0),
                "is no key of RSA");
    }
}
