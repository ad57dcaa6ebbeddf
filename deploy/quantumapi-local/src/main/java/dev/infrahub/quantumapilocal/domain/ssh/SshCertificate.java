package dev.infrahub.quantumapilocal.domain.ssh;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

/**
 * A user certificate before it is signed: PROTOCOL.certkeys.
 *
 * @param serial what revocation lists name it by
 * @param identity the key id, which sshd writes to its log
 * @param principals whom it may log in as
 * @param validAfter to the second, inclusive
 * @param validBefore to the second, exclusive
 * @param extensions without values, such as permit-pty
 */
public record SshCertificate(
        SshPublicKey key,
        long serial,
        String identity,
        List<String> principals,
        Instant validAfter,
        Instant validBefore,
        SortedMap<String, String> criticalOptions,
        List<String> extensions) {

    private static final int USER = 1;

    /**
     * The signed certificate's blob.
     *
     * @param nonce 32 random bytes
     * @param authority its public key
     * @param signing makes a signature with its private key
     */
    public byte[] signed(byte[] nonce, SshPublicKey authority, UnaryOperator<byte[]> signing) {
        byte[] signable = SshWriter.written(out -> write(out, nonce, authority));
        byte[] signature = signing.apply(signable);
        return SshWriter.written(out -> out.raw(signable)
                .nested(inner -> inner.string(authority.type().text()).string(signature)));
    }

    private void write(SshWriter out, byte[] nonce, SshPublicKey authority) {
        out.string(key.type().certificate())
                .string(nonce)
                .raw(key.fields())
                .uint64(serial)
                .uint32(USER)
                .string(identity)
                .nested(inner -> principals.forEach(inner::string))
                .uint64(validAfter.getEpochSecond())
                .uint64(validBefore.getEpochSecond())
                .nested(inner -> criticalOptions.forEach((name, value) -> option(inner, name, value)))
                .nested(inner -> extensions.stream()
                        .sorted()
                        .forEach(name -> inner.string(name).string("")))
                .string("")
                .string(authority.blob());
    }

    /** An option's value is a string within a string. */
    private static void option(SshWriter out, String name, String value) {
        out.string(name).nested(inner -> inner.string(value));
    }

    /** The line that ssh-keygen and ssh take as {@code id_…-cert.pub}. */
    public String line(byte[] blob) {
        return SshPublicKey.line(key.type().certificate(), blob, identity.replaceAll("\\s", "_"));
    }

    /** The extensions of OpenSSH, all of them without values. */
    public static List<String> knownExtensions() {
        return List.of(
                "no-touch-required",
                "permit-X11-forwarding",
                "permit-agent-forwarding",
                "permit-port-forwarding",
                "permit-pty",
                "permit-user-rc");
    }

    /** The critical options of OpenSSH that have a value, and what it is. */
    public static Map<String, String> knownCriticalOptions() {
        return Map.of("force-command", "a command", "source-address", "addresses in CIDR, between commas");
    }
}
