package dev.infrahub.ssh;

import static dev.infrahub.ssh.Required.require;

import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A sound public key.
 *
 * @param fields the blob behind the name of its type, as a certificate has it too
 */
public record SshPublicKey(SshKeyType type, byte[] fields) {

    private static final int LONGEST_LINE = 8192;

    /** PEM and OpenSSH, PuTTY, and OpenSSH's without its frame ({@code openssh-key-v1} in Base64). */
    private static final Pattern PRIVATE = Pattern.compile("PRIVATE KEY|PuTTY-User-Key-File|b3BlbnNzaC1rZXktdjE");

    /** @throws IllegalArgumentException that says what is wrong, for a key that is not sound or too weak */
    public SshPublicKey {
        type.check(fields);
    }

    /** Whether somebody took the wrong file. */
    public static boolean isPrivate(String text) {
        return PRIVATE.matcher(text).find();
    }

    /**
     * Reads a line of authorized_keys without options: type, Base64, and a comment that is dropped.
     *
     * @throws IllegalArgumentException that says what is wrong and how to put it right, without the text
     */
    public static SshPublicKey of(String text) {
        require(
                !isPrivate(text),
                "is a private key, which stays with its owner: take the file that ends in .pub, and of a new pair, since"
                        + " this one has travelled");
        String line = text.strip();
        require(line.length() <= LONGEST_LINE && line.chars().noneMatch(Character::isISOControl), "is one line");
        String[] words = line.split(" +", 3);
        require(
                words.length >= 2,
                "is a line like 'ssh-ed25519 AAAA… comment', as ssh-keygen writes it to a file that ends in .pub");
        SshKeyType type = SshKeyType.of(words[0])
                .orElseThrow(() -> new IllegalArgumentException(
                        "begins with its type: ssh-ed25519, ssh-mldsa44-ed25519@openssh.com, ecdsa-sha2-nistp256, -384"
                                + " or -521, ssh-rsa, or one of these of a security key. Options, certificates and other"
                                + " types are not taken"));
        SshReader in = new SshReader(decode(words[1]));
        require(in.text().equals(type.text()), "says one type and holds another");
        return new SshPublicKey(type, in.rest());
    }

    static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException("holds broken Base64");
        }
    }

    static SshPublicKey ofBlob(byte[] blob) {
        SshReader in = new SshReader(blob);
        SshKeyType type = SshKeyType.of(in.text())
                .orElseThrow(() -> new IllegalArgumentException("names a key of a type that is not taken"));
        return new SshPublicKey(type, in.rest());
    }

    /** The key with the name of its type, as SSH sends and compares it: RFC 4253 section 6.6. */
    public byte[] blob() {
        return SshWriter.written(out -> out.string(type.text()).raw(fields));
    }

    /** Type and Base64, without the comment, which may be somebody's name. */
    public String line() {
        return line(type.text(), blob());
    }

    static String line(String type, byte[] blob) {
        return type + " " + Base64.getEncoder().encodeToString(blob);
    }

    /** {@code SHA256:…}, as ssh-keygen prints it. */
    public String fingerprint() {
        return fingerprint(blob());
    }

    /** Of any line of a public key. */
    public static String fingerprint(String line) {
        return fingerprint(Base64.getDecoder().decode(line.split(" ", 3)[1]));
    }

    private static String fingerprint(byte[] blob) {
        return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(Hash.of("SHA-256", blob));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SshPublicKey key && type == key.type && Arrays.equals(fields, key.fields);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, Arrays.hashCode(fields));
    }
}
