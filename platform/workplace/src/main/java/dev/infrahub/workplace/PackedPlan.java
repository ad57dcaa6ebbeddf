package dev.infrahub.workplace;

import com.github.luben.zstd.ZstdInputStream;
import dev.infrahub.faults.Fault;
import dev.infrahub.json.Allowance;
import dev.infrahub.terraform.Plan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** A plan as events carry it: compressed, in one of two formats. */
public record PackedPlan(String format, String encoding, ByteBuffer plan) {

    /** RFC 9659's, like the gateway's: the window is taken from the machine, by the word of whoever packed the plan. */
    private static final int ZSTD_WINDOW_LOG = 23;

    /** The plan as it came is held beside what unpacks it, and what it is hashed from. */
    private static final int COPIES = 2;

    /** Accounts for it as it came. */
    public PackedPlan {
        Allowance.current().hold((long) COPIES * plan.remaining());
    }

    /** @throws Fault.Invalid where it is none of ours */
    public Plan.Format parsedFormat() {
        return switch (format) {
            case "json" -> Plan.Format.JSON;
            case "text" -> Plan.Format.TEXT;
            default -> throw new Fault.Invalid("plan.unreadable", "The plan's format is neither json nor text.");
        };
    }

    /** The plan from its beginning. An {@link IOException} while it is read comes out as {@link UncheckedIOException}. */
    public InputStream open() {
        InputStream packed = new ByteArrayInputStream(bytes());
        try {
            return switch (encoding) {
                case "identity" -> packed;
                case "zstd" -> new ZstdInputStream(packed).setLongMax(ZSTD_WINDOW_LOG);
                default ->
                    throw new Fault.Invalid("plan.unreadable", "The plan's encoding is neither identity nor zstd.");
            };
        } catch (IOException e) {
            throw unpackable();
        }
    }

    /** What is said where it cannot be unpacked. */
    public static Fault.Invalid unpackable() {
        return new Fault.Invalid("plan.unreadable", "The plan cannot be unpacked.");
    }

    private byte[] bytes() {
        byte[] bytes = new byte[plan.remaining()];
        plan.duplicate().get(bytes);
        return bytes;
    }
}
