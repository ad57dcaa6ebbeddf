package dev.infrahub.driftworker.domain;

import dev.infrahub.driftworker.domain.DriftAnalysis.Resource;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resource that drifted, by the newest scan that looked at it.
 *
 * @param seen by which scan
 * @param since the first scan that saw it so
 * @param deposed key of the deposed object this is about, when it is not about the current one
 * @param attributes paths of what of it drifted
 */
public record OpenDrift(
        ScanKey seen,
        Instant since,
        String address,
        String type,
        @Nullable String deposed,
        String change,
        List<String> attributes,
        String state,
        String cause,
        Risk risk,
        String fingerprint) {

    static final Comparator<OpenDrift> GRAVEST_FIRST =
            Comparator.comparing(OpenDrift::risk).reversed();

    public OpenDrift {
        attributes = List.copyOf(attributes);
    }

    static OpenDrift of(Resource resource, ScanKey scan) {
        return new OpenDrift(
                scan,
                scan.at(),
                resource.address(),
                resource.type(),
                resource.deposed(),
                resource.change(),
                resource.attributes().stream()
                        .map(DriftAnalysis.Attribute::path)
                        .sorted()
                        .toList(),
                resource.state().spelling(),
                resource.cause().spelling(),
                resource.risk(),
                resource.fingerprint());
    }

    /** What it is about: a resource, and which of its objects. */
    record Subject(String address, @Nullable String deposed) {}

    Subject subject() {
        return new Subject(address, deposed);
    }

    /** The same drift in two scans: what it is about and how grave it is, not how far it has moved since. */
    boolean isSame(OpenDrift other) {
        return subject().equals(other.subject())
                && change.equals(other.change)
                && risk == other.risk
                && attributes.equals(other.attributes);
    }

    /** Seen already by an earlier scan, where that saw the same. */
    OpenDrift after(@Nullable OpenDrift earlier) {
        return earlier == null || !isSame(earlier) || !earlier.since.isBefore(since) ? this : since(earlier.since);
    }

    private OpenDrift since(Instant first) {
        return new OpenDrift(seen, first, address, type, deposed, change, attributes, state, cause, risk, fingerprint);
    }
}
