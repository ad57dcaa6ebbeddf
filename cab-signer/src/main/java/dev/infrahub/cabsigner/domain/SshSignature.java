package dev.infrahub.cabsigner.domain;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** Whether an authority signed a certificate. */
final class SshSignature {

    /** What stands before the 32 bytes in a SubjectPublicKeyInfo (RFC 8410, section 4). */
    private static final byte[] ED25519_INFO = HexFormat.of().parseHex("302a300506032b6570032100");

    private SshSignature() {}

    /** @param caLine the authority's public key, as hosts trust it */
    static boolean isOf(SshAlgorithm algorithm, SshFile file, String caLine) {
        byte[] trusted = Base64.getDecoder().decode(caLine.split(" ", 3)[1]);
        ByteBuffer key = ByteBuffer.wrap(file.caKey());
        ByteBuffer signature = ByteBuffer.wrap(file.signature());
        return Arrays.equals(trusted, file.caKey())
                && SshFile.text(key).equals(algorithm.text())
                && SshFile.text(signature).equals(algorithm.text())
                && verifies(algorithm, SshFile.bytes(key), file.signed(), SshFile.bytes(signature));
    }

    private static boolean verifies(SshAlgorithm algorithm, byte[] key, byte[] data, byte[] signature) {
        return switch (algorithm) {
            case ED25519 -> ed25519(key, data, signature);
            case ML_DSA_44_ED25519 -> false;
        };
    }

    private static boolean ed25519(byte[] key, byte[] data, byte[] signature) {
        return verifies("Ed25519", join(ED25519_INFO, key), data, signature);
    }

    private static boolean verifies(String algorithm, byte[] info, byte[] data, byte[] signature) {
        try {
            PublicKey key = KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(info));
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(key);
            verifier.update(data);
            return verifier.verify(signature);
        } catch (GeneralSecurityException notOfThisKey) {
            return false;
        }
    }

    private static byte[] join(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
