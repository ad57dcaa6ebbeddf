package dev.infrahub.workplace;

import dev.infrahub.faults.Fault;
import dev.infrahub.terraform.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** A plan as events carry it: compressed, in one of two formats. */
public record PackedPlan(String format, Packed packed) {

    private static final String PLAN = "plan";

    /** Accounts for it as it came. */
    public PackedPlan(String format, String encoding, ByteBuffer plan) {
        this(format, new Packed(PLAN, encoding, plan));
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
        return packed.open();
    }

    /** What is said where it cannot be unpacked. */
    public Fault.Invalid unpackable() {
        return packed.unpackable();
    }
}
