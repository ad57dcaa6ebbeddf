package dev.infrahub.ssh;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** OpenSSH's key revocation list: PROTOCOL.krl. */
public final class SshRevocations {

    private static final byte[] MAGIC = "SSHKRL\n\0".getBytes(StandardCharsets.US_ASCII);
    private static final int FORMAT_VERSION = 1;
    private static final int SECTION_CERTIFICATES = 1;
    private static final int SECTION_SERIAL_LIST = 0x20;

    private SshRevocations() {}

    /**
     * The list of an authority.
     *
     * @param number of the list, which only rises
     * @param authority its public key
     * @param serials of the revoked certificates, rising
     */
    public static byte[] list(
            long number, Instant generated, String comment, SshPublicKey authority, List<Long> serials) {
        return SshWriter.written(out -> {
            out.raw(MAGIC)
                    .uint32(FORMAT_VERSION)
                    .uint64(number)
                    .uint64(generated.getEpochSecond())
                    .uint64(0)
                    .string("")
                    .string(comment);
            if (!serials.isEmpty()) {
                out.octet(SECTION_CERTIFICATES).nested(section -> certificates(section, authority, serials));
            }
        });
    }

    private static void certificates(SshWriter section, SshPublicKey authority, List<Long> serials) {
        section.string(authority.blob())
                .string("")
                .octet(SECTION_SERIAL_LIST)
                .nested(list -> serials.forEach(list::uint64));
    }
}
