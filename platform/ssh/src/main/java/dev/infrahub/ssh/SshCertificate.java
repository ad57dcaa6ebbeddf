package dev.infrahub.ssh;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A certificate before it is signed: PROTOCOL.certkeys.
 *
 * @param serial unsigned, what revocation lists name it by
 * @param keyId what sshd writes to its log
 * @param principals whom a user may log in as, or what a host is called
 * @param validAfter to the second, inclusive
 * @param validBefore to the second, exclusive
 * @param criticalOptions those with a value
 * @param extensions without values, such as permit-pty
 */
public record SshCertificate(
        Holder holder,
        SshPublicKey key,
        long serial,
        String keyId,
        List<String> principals,
        Instant validAfter,
        Instant validBefore,
        SortedMap<String, String> criticalOptions,
        List<String> extensions) {

    public SshCertificate {
        principals = List.copyOf(principals);
        criticalOptions = Collections.unmodifiableSortedMap(new TreeMap<>(criticalOptions));
        extensions = extensions.stream().distinct().sorted().toList();
    }

    /** Whose key is certified. */
    public enum Holder {
        USER(1),
        HOST(2);

        private final int number;

        Holder(int number) {
            this.number = number;
        }

        static Holder of(int number) {
            return switch (number) {
                case 1 -> USER;
                case 2 -> HOST;
                default -> throw new IllegalArgumentException("is neither of a user nor of a host");
            };
        }
    }

    /**
     * The certificate with its signature.
     *
     * @param nonce 32 random bytes
     * @param signing makes the bytes of a signature with the authority's private key
     */
    public SignedSshCertificate signed(byte[] nonce, SshPublicKey authority, UnaryOperator<byte[]> signing) {
        byte[] signature = signing.apply(signable(nonce, authority));
        return new SignedSshCertificate(
                this, nonce, authority, new SshSignature(authority.type().text(), signature));
    }

    /** What the authority's signature is over. */
    byte[] signable(byte[] nonce, SshPublicKey authority) {
        return SshWriter.written(out -> out.string(key.type().certificate())
                .string(nonce)
                .raw(key.fields())
                .uint64(serial)
                .uint32(holder.number)
                .string(keyId)
                .nested(inner -> principals.forEach(inner::string))
                .uint64(validAfter.getEpochSecond())
                .uint64(validBefore.getEpochSecond())
                .nested(inner -> criticalOptions.forEach((name, value) -> option(inner, name, value)))
                .nested(inner -> extensions.forEach(name -> inner.string(name).string("")))
                .string("")
                .string(authority.blob()));
    }

    /** An option's value is a string within a string. */
    private static void option(SshWriter out, String name, String value) {
        out.string(name).nested(inner -> inner.string(value));
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
