package dev.infrahub.ssh;

import static dev.infrahub.ssh.Required.require;

import dev.infrahub.ssh.SshCertificate.Holder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A certificate with its signature, which may be wrong: what sshd sees. */
public record SignedSshCertificate(
        SshCertificate certificate, byte[] nonce, SshPublicKey authority, SshSignature signature) {

    /**
     * Reads the line of {@code id_…-cert.pub} byte by byte.
     *
     * @throws IllegalArgumentException that says what is wrong, for what is none, or is written in another way than
     *     PROTOCOL.certkeys says: options out of order, twice or with values that they do not have
     */
    public static SignedSshCertificate of(String line) {
        String[] words = line.split(" ", 3);
        require(words.length >= 2, "is no line of type and Base64");
        byte[] blob = SshPublicKey.decode(words[1]);
        SignedSshCertificate read = read(new SshReader(blob), words[0]);
        require(Arrays.equals(read.blob(), blob), "is not written as OpenSSH writes it");
        return read;
    }

    private static SignedSshCertificate read(SshReader in, String type) {
        require(in.text().equals(type), "says one type and holds another");
        SshKeyType keyType = SshKeyType.ofCertificate(type)
                .orElseThrow(() -> new IllegalArgumentException("is none of a key that is taken"));
        byte[] nonce = in.string();
        SshPublicKey key = new SshPublicKey(keyType, keyType.fields(in));
        long serial = in.uint64();
        SshCertificate certificate = new SshCertificate(
                Holder.of(in.uint32()),
                key,
                serial,
                in.text(),
                in.nested().texts(),
                time(in.uint64()),
                time(in.uint64()),
                options(in.nested()),
                extensions(in.nested()));
        in.string(); // reserved
        SshPublicKey authority = SshPublicKey.ofBlob(in.string());
        SshSignature signature = SshSignature.of(in.string());
        in.end();
        return new SignedSshCertificate(certificate, nonce, authority, signature);
    }

    private static Instant time(long seconds) {
        require(seconds >= 0 && seconds <= Instant.MAX.getEpochSecond(), "has a time that is none");
        return Instant.ofEpochSecond(seconds);
    }

    private static SortedMap<String, String> options(SshReader in) {
        SortedMap<String, String> options = new TreeMap<>();
        while (in.hasMore()) {
            options.put(in.text(), in.nested().text());
        }
        return options;
    }

    private static List<String> extensions(SshReader in) {
        List<String> extensions = new ArrayList<>();
        while (in.hasMore()) {
            extensions.add(in.text());
            in.string();
        }
        return extensions;
    }

    /** Whether the authority that it names signed it, with an algorithm that is known here. */
    public boolean verifies() {
        return signature.verifies(authority, certificate.signable(nonce, authority));
    }

    byte[] blob() {
        return SshWriter.written(
                out -> out.raw(certificate.signable(nonce, authority)).string(signature.blob()));
    }

    /** The line that ssh-keygen and ssh take as {@code id_…-cert.pub}; its comment is the key id. */
    public String line() {
        String comment = certificate.keyId().replaceAll("\\s", "_");
        return SshPublicKey.line(certificate.key().type().certificate(), blob()) + " " + comment;
    }
}
