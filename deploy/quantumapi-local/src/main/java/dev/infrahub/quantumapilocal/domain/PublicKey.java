package dev.infrahub.quantumapilocal.domain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/**
 * A public key.
 *
 * @param algorithm not AES-256-GCM
 * @param spki the SubjectPublicKeyInfo in DER; its algorithm identifiers are those of RFC 9881 (ML-DSA), RFC 9909
 *     (SLH-DSA), RFC 9935 (ML-KEM) and RFC 8410 (Ed25519)
 */
public record PublicKey(Algorithm algorithm, byte[] spki) {

    private static final String PEM_BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String PEM_END = "-----END PUBLIC KEY-----";
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    /**
     * Reads a SubjectPublicKeyInfo in DER.
     *
     * @throws Rejected when it is not one, of another algorithm than those here, or holds no valid key
     */
    public static PublicKey ofSpki(byte[] spki) {
        AsymmetricKeyParameter key;
        try {
            key = PublicKeyFactory.createKey(spki);
        } catch (IOException | RuntimeException e) {
            throw new Rejected("is no SubjectPublicKeyInfo of an algorithm known here");
        }
        return of(key);
    }

    /**
     * Reads PEM ({@code BEGIN PUBLIC KEY}, RFC 7468 section 13).
     *
     * @throws Rejected as {@link #ofSpki}
     */
    public static PublicKey ofPem(String pem) {
        int begin = pem.indexOf(PEM_BEGIN);
        int end = pem.indexOf(PEM_END);
        if (begin < 0 || end < begin) {
            throw new Rejected("is no PEM of a public key (BEGIN PUBLIC KEY … END PUBLIC KEY)");
        }
        try {
            return ofSpki(Base64.getMimeDecoder().decode(pem.substring(begin + PEM_BEGIN.length(), end)));
        } catch (IllegalArgumentException e) {
            throw new Rejected("is PEM with broken Base64");
        }
    }

    /**
     * Takes the bytes that the algorithm itself defines (FIPS 203, 204, 205; RFC 8032).
     *
     * @throws Rejected when they have another length or are no valid key
     */
    public static PublicKey ofRaw(Algorithm algorithm, byte[] raw) {
        try {
            return of(Parameters.publicKey(algorithm, raw));
        } catch (IllegalArgumentException e) {
            throw new Rejected("is no public key of " + algorithm.text());
        }
    }

    /** How many bytes a raw public key has: FIPS 203 table 3, FIPS 204 table 2, FIPS 205 table 2, RFC 8032. */
    public static int rawLength(Algorithm algorithm) {
        return switch (algorithm) {
            case ML_DSA_44 -> 1312;
            case ML_DSA_65 -> 1952;
            case ML_DSA_87 -> 2592;
            case ML_KEM_512 -> 800;
            case ML_KEM_768 -> 1184;
            case ML_KEM_1024 -> 1568;
            case SLH_DSA_128S, ED25519 -> 32;
            case AES_256_GCM -> throw new IllegalArgumentException("a symmetric key has no public part");
        };
    }

    static PublicKey of(AsymmetricKeyParameter key) {
        try {
            return new PublicKey(
                    Parameters.algorithm(key),
                    SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key).getEncoded("DER"));
        } catch (IOException e) {
            throw new IllegalStateException("a key that cannot be written", e);
        }
    }

    /** The bytes that the algorithm itself defines. */
    public byte[] raw() {
        return SubjectPublicKeyInfo.getInstance(spki).getPublicKeyData().getBytes();
    }

    public String pem() {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(spki);
        return PEM_BEGIN + "\n" + body + "\n" + PEM_END + "\n";
    }

    /**
     * The JSON Web Key: {@code AKP} for ML-DSA as RFC 9964 has it, and in its likeness for SLH-DSA and ML-KEM, whose
     * documents are drafts; {@code OKP} for Ed25519 (RFC 8037).
     */
    public Map<String, String> jwk(String kid) {
        Map<String, String> jwk = new LinkedHashMap<>();
        String raw = BASE64URL.encodeToString(raw());
        switch (algorithm) {
            case ED25519 -> {
                jwk.put("kty", "OKP");
                jwk.put("crv", "Ed25519");
                jwk.put("alg", "Ed25519");
                jwk.put("x", raw);
            }
            case SLH_DSA_128S -> algorithmKeyPair(jwk, "SLH-DSA-SHA2-128s", raw);
            case ML_DSA_44, ML_DSA_65, ML_DSA_87, ML_KEM_512, ML_KEM_768, ML_KEM_1024 ->
                algorithmKeyPair(jwk, algorithm.text(), raw);
            case AES_256_GCM -> throw new IllegalStateException("a symmetric key has no public part");
        }
        jwk.put("kid", kid);
        return jwk;
    }

    private static void algorithmKeyPair(Map<String, String> jwk, String name, String raw) {
        jwk.put("kty", "AKP");
        jwk.put("alg", name);
        jwk.put("pub", raw);
    }

    AsymmetricKeyParameter parameter() {
        try {
            return PublicKeyFactory.createKey(spki);
        } catch (IOException e) {
            throw new IllegalStateException("a key that was read before", e);
        }
    }
}
