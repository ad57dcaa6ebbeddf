package dev.infrahub.gateway.ssh;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A public key that somebody wants certified, as type and Base64: Ed25519 (RFC 8709), ML-DSA-44 with Ed25519
 * (draft-miller-sshm-mldsa44-ed25519-composite-sigs), ECDSA (RFC 5656), RSA of 2048 bits at
 * least (RFC 4253), or a security key (OpenSSH PROTOCOL.u2f).
 */
public record SshPublicKey(String type, byte[] blob) {

    private static final int LONGEST_LINE = 8192;
    private static final int ED25519_BYTES = 32;
    private static final int COMPOSITE_BYTES = 1312 + ED25519_BYTES;
    private static final int LEAST_RSA_BITS = 2048;
    private static final int MOST_RSA_BITS = 16384;

    private static final String SK_PREFIX = "sk-";
    private static final String SK_SUFFIX = "@openssh.com";
    private static final Pattern ECDSA = Pattern.compile("ecdsa-sha2-(nistp256|nistp384|nistp521)");

    /** Curves of RFC 5656, section 10.1, by the names that SEC 2 gives them. */
    private static final Map<String, String> CURVES =
            Map.of("nistp256", "secp256r1", "nistp384", "secp384r1", "nistp521", "secp521r1");

    /** PEM and OpenSSH, PuTTY, and OpenSSH's without its frame ({@code openssh-key-v1} in Base64). */
    private static final Pattern PRIVATE = Pattern.compile("PRIVATE KEY|PuTTY-User-Key-File|b3BlbnNzaC1rZXktdjE");

    /** Whether somebody took the wrong file. */
    public static boolean isPrivate(String text) {
        return PRIVATE.matcher(text).find();
    }

    /**
     * Reads a line of authorized_keys: type, Base64, and a comment that is dropped.
     *
     * @throws IllegalArgumentException that says what is wrong, without the text
     */
    public static SshPublicKey of(String text) {
        String line = text.strip();
        require(line.length() <= LONGEST_LINE && line.chars().noneMatch(Character::isISOControl), "is one line");
        String[] words = line.split(" +", 3);
        require(
                words.length >= 2,
                "is a line like 'ssh-ed25519 AAAA… comment', as ssh-keygen writes it to a file that ends in .pub");
        require(
                isKnown(words[0]),
                "begins with its type: ssh-ed25519, ssh-mldsa44-ed25519@openssh.com, ecdsa-sha2-nistp256, -384 or -521, ssh-rsa, or one of these of a"
                        + " security key. Options, certificates and other types are not taken");
        byte[] blob = decode(words[1]);
        try {
            check(words[0], ByteBuffer.wrap(blob));
        } catch (BufferUnderflowException cutShort) {
            throw new IllegalArgumentException("is cut short");
        }
        return new SshPublicKey(words[0], blob);
    }

    private static boolean isKnown(String type) {
        return switch (type) {
            case "ssh-ed25519",
                    "ssh-mldsa44-ed25519@openssh.com",
                    "ssh-rsa",
                    "sk-ssh-ed25519@openssh.com",
                    "sk-ecdsa-sha2-nistp256@openssh.com" -> true;
            default -> ECDSA.matcher(type).matches();
        };
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException("holds broken Base64");
        }
    }

    private static void check(String type, ByteBuffer in) {
        require(text(in).equals(type), "says one type and holds another");
        boolean isSecurityKey = type.startsWith(SK_PREFIX);
        String kind = isSecurityKey ? type.substring(SK_PREFIX.length(), type.length() - SK_SUFFIX.length()) : type;
        switch (kind) {
            case "ssh-ed25519" -> require(bytes(in).length == ED25519_BYTES, "is no key of Ed25519");
            case "ssh-mldsa44-ed25519@openssh.com" ->
                require(bytes(in).length == COMPOSITE_BYTES, "is no key of ML-DSA-44 with Ed25519");
            case "ssh-rsa" -> checkRsa(number(in), number(in));
            default -> checkEcdsa(kind, text(in), bytes(in));
        }
        if (isSecurityKey) {
            require(!text(in).isEmpty(), "names no application");
        }
        require(!in.hasRemaining(), "has something behind the key");
    }

    private static void checkRsa(BigInteger exponent, BigInteger modulus) {
        require(
                modulus.bitLength() >= LEAST_RSA_BITS && modulus.bitLength() <= MOST_RSA_BITS,
                "is a key of RSA with " + modulus.bitLength() + " bits; there must be 2048 at least, 16384 at most");
        require(
                exponent.compareTo(BigInteger.TWO) > 0 && exponent.testBit(0) && modulus.testBit(0),
                "is no key of RSA");
    }

    /** An uncompressed point (SEC 1, section 2.3.3) that is on its curve. */
    private static void checkEcdsa(String kind, String curve, byte[] point) {
        require(kind.endsWith("-" + curve), "names another curve than its type");
        ECParameterSpec parameters = parameters(curve);
        BigInteger prime = ((ECFieldFp) parameters.getCurve().getField()).getP();
        int length = (prime.bitLength() + Byte.SIZE - 1) / Byte.SIZE;
        require(point.length == 1 + 2 * length && point[0] == 4, "is no point of its curve");
        BigInteger x = new BigInteger(1, point, 1, length);
        BigInteger y = new BigInteger(1, point, 1 + length, length);
        BigInteger right = x.multiply(x)
                .add(parameters.getCurve().getA())
                .multiply(x)
                .add(parameters.getCurve().getB());
        require(
                x.compareTo(prime) < 0
                        && y.compareTo(prime) < 0
                        && y.multiply(y).subtract(right).mod(prime).signum() == 0,
                "is no point of its curve");
    }

    private static ECParameterSpec parameters(String curve) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(CURVES.get(curve)));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has the curves of NIST", e);
        }
    }

    private static String text(ByteBuffer in) {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static BigInteger number(ByteBuffer in) {
        byte[] bytes = bytes(in);
        BigInteger number = bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
        require(number.signum() >= 0, "holds a negative number");
        return number;
    }

    private static byte[] bytes(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(problem);
        }
    }

    /** Type and Base64, without the comment, which may be somebody's name. */
    public String line() {
        return type + " " + Base64.getEncoder().encodeToString(blob);
    }

    public String fingerprint() {
        return fingerprint(blob);
    }

    /** Of any line of a public key: {@code SHA256:…}, as ssh-keygen prints it. */
    public static String fingerprint(String line) {
        return fingerprint(Base64.getDecoder().decode(line.split(" ", 3)[1]));
    }

    private static String fingerprint(byte[] blob) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(blob);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
