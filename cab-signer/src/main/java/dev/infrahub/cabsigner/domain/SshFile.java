package dev.infrahub.cabsigner.domain;

import dev.infrahub.proofs.SshSignature;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * The line of {@code id_…-cert.pub} read byte by byte (OpenSSH PROTOCOL.certkeys): what sshd will see, whatever QuantumAPI
 * says that it issued.
 *
 * @param isOfUser a certificate of a user, not of a host
 * @param signed what the authority's signature is over
 * @param caKey the authority's public key, RFC 4253 section 6.6
 * @param signature its algorithm and bytes, RFC 4253 section 6.6
 */
public record SshFile(
        String serial,
        boolean isOfUser,
        String keyId,
        List<String> principals,
        Instant validFrom,
        Instant validTo,
        byte[] signed,
        byte[] caKey,
        byte[] signature) {

    private static final int USER = 1;

    /**
     * Reads the line.
     *
     * @param key that must be the one that is certified
     * @throws IllegalArgumentException for what is no certificate of this key
     */
    static SshFile of(String line, SshPublicKey key) {
        try {
            return read(Base64.getDecoder().decode(word(line, 1)), word(line, 0), key.blob());
        } catch (BufferUnderflowException cutShort) {
            throw new IllegalArgumentException("the certificate is cut short");
        } catch (DateTimeException outOfReach) {
            throw new IllegalArgumentException("the certificate's time is none");
        }
    }

    private static String word(String line, int index) {
        String[] words = line.split(" ", 3);
        if (words.length < 2) {
            throw new IllegalArgumentException("the certificate is no line of type and Base64");
        }
        return words[index];
    }

    private static SshFile read(byte[] blob, String type, byte[] key) {
        ByteBuffer in = ByteBuffer.wrap(blob);
        require(text(in).equals(type), "the certificate says one type and is of another");
        bytes(in); // nonce
        ByteBuffer certified = ByteBuffer.wrap(key);
        require(type.equals(certificateOf(text(certified))), "the certificate is for a key of another type");
        byte[] fields = raw(in, certified.remaining());
        require(Arrays.equals(fields, raw(certified, fields.length)), "the certificate is for another key");
        String serial = Long.toUnsignedString(in.getLong());
        boolean isOfUser = in.getInt() == USER;
        String keyId = text(in);
        List<String> principals = texts(bytes(in));
        Instant validFrom = Instant.ofEpochSecond(in.getLong());
        Instant validTo = Instant.ofEpochSecond(in.getLong());
        bytes(in); // critical options
        bytes(in); // extensions
        bytes(in); // reserved
        byte[] caKey = bytes(in);
        byte[] signed = Arrays.copyOf(blob, in.position());
        byte[] signature = bytes(in);
        require(!in.hasRemaining(), "there is something behind the certificate");
        return new SshFile(serial, isOfUser, keyId, principals, validFrom, validTo, signed, caKey, signature);
    }

    /** Whether the authority of this line signed it. */
    boolean isSignedBy(SshAlgorithm algorithm, String caLine) {
        ByteBuffer key = ByteBuffer.wrap(caKey);
        ByteBuffer made = ByteBuffer.wrap(signature);
        try {
            return Arrays.equals(Base64.getDecoder().decode(word(caLine, 1)), caKey)
                    && text(key).equals(algorithm.text())
                    && text(made).equals(algorithm.text())
                    && verifies(algorithm, bytes(key), bytes(made));
        } catch (BufferUnderflowException cutShort) {
            return false;
        }
    }

    private boolean verifies(SshAlgorithm algorithm, byte[] key, byte[] made) {
        return switch (algorithm) {
            case ED25519 -> SshSignature.ed25519(key, signed, made);
            case ML_DSA_44_ED25519 -> SshSignature.mlDsa44Ed25519(key, signed, made);
        };
    }

    /** {@code ssh-ed25519} is certified as {@code ssh-ed25519-cert-v01@openssh.com}; so is {@code sk-…@openssh.com}. */
    private static String certificateOf(String type) {
        return type.replaceFirst("@openssh\\.com$", "") + "-cert-v01@openssh.com";
    }

    private static List<String> texts(byte[] list) {
        ByteBuffer in = ByteBuffer.wrap(list);
        List<String> texts = new ArrayList<>();
        while (in.hasRemaining()) {
            texts.add(text(in));
        }
        return texts;
    }

    private static String text(ByteBuffer in) {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(ByteBuffer in) {
        return raw(in, in.getInt());
    }

    private static byte[] raw(ByteBuffer in, int length) {
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
}
