package dev.infrahub.quantumapilocal.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/**
 * An encrypted payload, version 1:
 *
 * <pre>
 * offset  bytes  what
 *      0      3  "QAE"
 *      3      1  version, 1
 *      4      1  suite: 1 ML-KEM-512, 2 ML-KEM-768, 3 ML-KEM-1024, 4 AES-256-GCM
 *      5     16  id of the key
 *     21      4  version of the key, big-endian
 *     25      n  encapsulation: the ML-KEM ciphertext (768, 1088 or 1568 bytes), for suite 4 a salt of 32 random bytes
 *   25+n     12  nonce
 *   37+n      m  ciphertext of AES-256-GCM, as long as the plaintext
 * 37+n+m     16  tag
 * </pre>
 *
 * <p>All before the ciphertext is the header. The content key is HKDF-SHA-256 (RFC 5869; the two-step derivation of SP
 * 800-56C rev. 2 section 5, by which SP 800-227 has a KEM's secret processed) of the shared secret, or of the AES key,
 * without salt and with "QuantumAPI envelope v1" followed by the SHA-256 of the header up to the nonce as info. So one secret
 * never serves two purposes, the content key depends on the encapsulation it came by, and an AES key may encrypt any number of
 * payloads. Associated data of the GCM is the whole header, whose length the suite tells, followed by the caller's associated
 * data.
 *
 * @param algorithm of the key
 * @param encapsulation what the content key is derived with
 * @param sealed ciphertext and tag
 */
public record Envelope(
        Algorithm algorithm, UUID keyId, int keyVersion, byte[] encapsulation, byte[] nonce, byte[] sealed) {

    private static final byte[] MAGIC = {'Q', 'A', 'E', 1};
    private static final byte[] LABEL = "QuantumAPI envelope v1".getBytes(StandardCharsets.US_ASCII);
    private static final int FIXED = MAGIC.length + 1 + 16 + 4;
    private static final int SALT = 32;
    private static final int KEY_BYTES = 32;

    /**
     * Encrypts for the holder of a key pair.
     *
     * @throws Rejected when the key is not of ML-KEM
     */
    public static Envelope seal(
            UUID keyId, int keyVersion, PublicKey publicKey, byte[] plaintext, byte[] associated, SecureRandom random) {
        Kem.Encapsulated made = new Kem(random).encapsulate(publicKey);
        return seal(
                publicKey.algorithm(),
                keyId,
                keyVersion,
                made.secret(),
                made.ciphertext(),
                plaintext,
                associated,
                random);
    }

    /** Encrypts under a symmetric key of 32 bytes. */
    public static Envelope seal(
            UUID keyId, int keyVersion, byte[] key, byte[] plaintext, byte[] associated, SecureRandom random) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        return seal(Algorithm.AES_256_GCM, keyId, keyVersion, key.clone(), salt, plaintext, associated, random);
    }

    private static Envelope seal(
            Algorithm algorithm,
            UUID keyId,
            int keyVersion,
            byte[] secret,
            byte[] encapsulation,
            byte[] plaintext,
            byte[] associated,
            SecureRandom random) {
        byte[] nonce = new byte[AesGcm.NONCE_BYTES];
        random.nextBytes(nonce);
        Envelope header = new Envelope(algorithm, keyId, keyVersion, encapsulation, nonce, new byte[0]);
        byte[] key = header.contentKey(secret);
        try {
            byte[] sealed = AesGcm.seal(key, nonce, header.authenticated(associated), plaintext);
            return new Envelope(algorithm, keyId, keyVersion, encapsulation, nonce, sealed);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /**
     * Decrypts.
     *
     * @param privateKey of the key and version that the envelope names: PKCS#8 in DER, or the 32 bytes of an AES key
     * @return empty when anything was changed, or the key or the associated data is another
     */
    public Optional<byte[]> open(byte[] privateKey, byte[] associated) {
        byte[] secret =
                algorithm == Algorithm.AES_256_GCM ? privateKey.clone() : Kem.decapsulate(privateKey, encapsulation);
        byte[] key = contentKey(secret);
        try {
            return AesGcm.open(key, nonce, authenticated(associated), sealed);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** Reads an envelope's parts; empty when it is none. Nothing of them is to be trusted before {@link #open}. */
    public static Optional<Envelope> read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length < FIXED || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return Optional.empty();
        }
        in.position(MAGIC.length);
        return algorithm(in.get())
                .filter(algorithm -> bytes.length >= smallest(algorithm))
                .map(algorithm -> new Envelope(
                        algorithm,
                        new UUID(in.getLong(), in.getLong()),
                        in.getInt(),
                        take(in, encapsulationLength(algorithm)),
                        take(in, AesGcm.NONCE_BYTES),
                        take(in, in.remaining())));
    }

    public byte[] bytes() {
        byte[] header = header();
        byte[] bytes = Arrays.copyOf(header, header.length + sealed.length);
        System.arraycopy(sealed, 0, bytes, header.length, sealed.length);
        return bytes;
    }

    /** What callers see as the algorithm, for example {@code ML-KEM-768+AES-256-GCM}. */
    public String scheme() {
        return algorithm == Algorithm.AES_256_GCM ? algorithm.text() : algorithm.text() + "+AES-256-GCM";
    }

    private byte[] header() {
        return ByteBuffer.allocate(FIXED + encapsulation.length + nonce.length)
                .put(derivedFrom())
                .put(nonce)
                .array();
    }

    private byte[] derivedFrom() {
        return ByteBuffer.allocate(FIXED + encapsulation.length)
                .put(MAGIC)
                .put(suite(algorithm))
                .putLong(keyId.getMostSignificantBits())
                .putLong(keyId.getLeastSignificantBits())
                .putInt(keyVersion)
                .put(encapsulation)
                .array();
    }

    private byte[] authenticated(byte[] associated) {
        byte[] header = header();
        byte[] all = Arrays.copyOf(header, header.length + associated.length);
        System.arraycopy(associated, 0, all, header.length, associated.length);
        return all;
    }

    /** Derives the content key, and overwrites the secret. */
    private byte[] contentKey(byte[] secret) {
        byte[] context = sha256(derivedFrom());
        byte[] info = Arrays.copyOf(LABEL, LABEL.length + context.length);
        System.arraycopy(context, 0, info, LABEL.length, context.length);
        HKDFBytesGenerator hkdf = new HKDFBytesGenerator(SHA256Digest.newInstance());
        hkdf.init(new HKDFParameters(secret, null, info));
        byte[] key = new byte[KEY_BYTES];
        hkdf.generateBytes(key, 0, key.length);
        Arrays.fill(secret, (byte) 0);
        return key;
    }

    /** OpenSSL's HKDF takes at most 1024 bytes of info, which is less than a ciphertext of ML-KEM. */
    private static byte[] sha256(byte[] bytes) {
        SHA256Digest digest = new SHA256Digest();
        digest.update(bytes, 0, bytes.length);
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return hash;
    }

    private static byte[] take(ByteBuffer in, int count) {
        byte[] bytes = new byte[count];
        in.get(bytes);
        return bytes;
    }

    private static int smallest(Algorithm algorithm) {
        return FIXED + encapsulationLength(algorithm) + AesGcm.NONCE_BYTES + AesGcm.TAG_BYTES;
    }

    private static byte suite(Algorithm algorithm) {
        return switch (algorithm) {
            case ML_KEM_512 -> 1;
            case ML_KEM_768 -> 2;
            case ML_KEM_1024 -> 3;
            case AES_256_GCM -> 4;
            case ML_DSA_44, ML_DSA_65, ML_DSA_87, SLH_DSA_128S, ED25519 ->
                throw new IllegalArgumentException("does not encrypt");
        };
    }

    private static Optional<Algorithm> algorithm(byte suite) {
        return switch (suite) {
            case 1 -> Optional.of(Algorithm.ML_KEM_512);
            case 2 -> Optional.of(Algorithm.ML_KEM_768);
            case 3 -> Optional.of(Algorithm.ML_KEM_1024);
            case 4 -> Optional.of(Algorithm.AES_256_GCM);
            default -> Optional.empty();
        };
    }

    private static int encapsulationLength(Algorithm algorithm) {
        return switch (algorithm) {
            case ML_KEM_512 -> 768;
            case ML_KEM_768 -> 1088;
            case ML_KEM_1024 -> 1568;
            case AES_256_GCM -> SALT;
            case ML_DSA_44, ML_DSA_65, ML_DSA_87, SLH_DSA_128S, ED25519 ->
                throw new IllegalArgumentException("does not encrypt");
        };
    }
}
