package dev.infrahub.quantumapilocal.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The keys that everything secret is kept under: AES-256-GCM, a nonce drawn for each row, and the row's place as associated
 * data, so that a row cannot be put where another was.
 */
public final class MasterKeys {

    private static final int KEY_BYTES = 32;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int FINGERPRINT_BYTES = 6;
    private static final String FINGERPRINT_LABEL = "QuantumAPI master key id\0";

    private final String currentId;
    private final Map<String, byte[]> keys;
    private final SecureRandom random;

    private MasterKeys(String currentId, Map<String, byte[]> keys, SecureRandom random) {
        this.currentId = currentId;
        this.keys = keys;
        this.random = random;
    }

    /**
     * Where a sealed value stands.
     *
     * @param kind of row, for example {@code key}
     * @param version 0 where rows of the kind have none
     */
    public record Place(String kind, UUID id, int version) {

        private byte[] associated() {
            return (kind + "|" + id + "|" + version).getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * A value at rest.
     *
     * @param masterKey the id of the key it is under
     * @param bytes the nonce (12 bytes), the ciphertext, the tag (16 bytes)
     */
    public record Sealed(String masterKey, byte[] bytes) {}

    /**
     * Reads keys, one a line or between commas: {@code id:base64} or {@code base64} alone, of 32 bytes each; the first
     * encrypts, the others only decrypt. A key without an id is known by a fingerprint of itself.
     *
     * @throws Rejected when there is none, or one that is not 32 bytes in Base64
     */
    public static MasterKeys parse(String text, SecureRandom random) {
        Map<String, byte[]> keys = new LinkedHashMap<>();
        text.lines()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> put(keys, line));
        String first = keys.keySet().stream()
                .findFirst()
                .orElseThrow(() -> new Rejected("holds no key; make one with: openssl rand -base64 32"));
        return new MasterKeys(first, keys, random);
    }

    private static void put(Map<String, byte[]> keys, String line) {
        int colon = line.indexOf(':');
        byte[] key = decode(line.substring(colon + 1).strip());
        String id = colon < 0 ? fingerprint(key) : line.substring(0, colon).strip();
        if (!ID.matcher(id).matches()) {
            throw new Rejected("holds a key id that is not 1 to 64 letters, digits, dots, hyphens or underscores");
        }
        if (keys.put(id, key) != null) {
            throw new Rejected("holds two keys of the id " + id);
        }
    }

    private static byte[] decode(String base64) {
        try {
            byte[] key = Base64.getDecoder().decode(base64);
            if (key.length == KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException notBase64) {
            // told below
        }
        throw new Rejected("holds a line that is not 32 bytes in Base64; make one with: openssl rand -base64 32");
    }

    private static String fingerprint(byte[] key) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(FINGERPRINT_LABEL.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256.digest(key), 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The id of the key that encrypts. */
    public String currentId() {
        return currentId;
    }

    public Sealed seal(Place place, byte[] plaintext) {
        byte[] nonce = new byte[AesGcm.NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = AesGcm.seal(key(currentId).orElseThrow(), nonce, place.associated(), plaintext);
        byte[] bytes = Arrays.copyOf(nonce, nonce.length + sealed.length);
        System.arraycopy(sealed, 0, bytes, nonce.length, sealed.length);
        return new Sealed(currentId, bytes);
    }

    /** Empty when the value is under a key that is not here, stood elsewhere, or was changed. */
    public Optional<byte[]> open(Place place, Sealed sealed) {
        byte[] bytes = sealed.bytes();
        if (bytes.length < AesGcm.NONCE_BYTES + AesGcm.TAG_BYTES) {
            return Optional.empty();
        }
        return key(sealed.masterKey())
                .flatMap(key -> AesGcm.open(
                        key,
                        Arrays.copyOf(bytes, AesGcm.NONCE_BYTES),
                        place.associated(),
                        Arrays.copyOfRange(bytes, AesGcm.NONCE_BYTES, bytes.length)));
    }

    private Optional<byte[]> key(String id) {
        return Optional.ofNullable(keys.get(id));
    }
}
