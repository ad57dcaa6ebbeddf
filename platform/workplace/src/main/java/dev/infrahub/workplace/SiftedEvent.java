package dev.infrahub.workplace;

import dev.infrahub.json.Allowance;
import dev.infrahub.terraform.Sieve;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event every string of which went through a {@link Sieve}, and can be kept. The gateway takes secrets out before a plan gets
 * here; who publishes plans past it may not have.
 */
public final class SiftedEvent {

    /** Says whose it is: another name would be another's. */
    private static final String CLIENT = "client";

    /** Of a character: as it is, without secrets, and in the bytes of the event, whose buffer grows by doubling. */
    private static final int BYTES_A_CHARACTER = 6;

    private final Allowance allowance = Allowance.current();
    private final Sieve sieve = new Sieve();

    private SiftedEvent() {}

    /** The same event. */
    public static <T extends SpecificRecord> T of(T event) {
        new SiftedEvent().sift(event);
        return event;
    }

    private void sift(SpecificRecord event) {
        for (Schema.Field field : event.getSchema().getFields()) {
            if (!field.name().equals(CLIENT)) {
                event.put(field.pos(), sifted(event.get(field.pos())));
            }
        }
    }

    private @Nullable Object sifted(@Nullable Object value) {
        return switch (value) {
            case CharSequence text -> {
                allowance.hold((long) BYTES_A_CHARACTER * text.length());
                yield kept(text.toString());
            }
            case List<?> items -> items.stream().map(this::sifted).toList();
            case Map<?, ?> members -> {
                Map<Object, Object> sifted = new LinkedHashMap<>();
                members.forEach((name, member) -> sifted.put(kept(name.toString()), sifted(member)));
                yield sifted;
            }
            case SpecificRecord inner -> {
                sift(inner);
                yield inner;
            }
            case null, default -> value;
        };
    }

    /** No database keeps a NUL, which a key of an instance or a value may hold. */
    private String kept(String text) {
        return sieve.sift(text).replace('\0', '\uFFFD');
    }
}
