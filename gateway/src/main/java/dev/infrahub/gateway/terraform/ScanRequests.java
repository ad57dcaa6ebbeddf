package dev.infrahub.gateway.terraform;

import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.gateway.terraform.PlanSource.Format;
import dev.infrahub.gateway.terraform.PlanSource.SealedPlan;
import dev.infrahub.http.Problem;
import dev.infrahub.http.RequestReader;
import dev.infrahub.http.bodies.Body;
import dev.infrahub.schemas.DriftCheckSubmitted;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Reads the ways to hand in a scan for drift. Blocking: it works through the whole plan. */
public final class ScanRequests {

    private static final SealedPlan NOTHING = new SealedPlan("", null, List.of(), false, new byte[0]);

    private final RequestReader reader;

    public ScanRequests(RequestReader reader) {
        this.reader = reader;
    }

    /**
     * A scan that was handed in.
     *
     * @param hash SHA-256 of its plan as it was sent; empty where it has none
     */
    public record Scan(DriftCheckSubmitted event, String hash) {

        /** What stays in order: the scans of one module of one client. */
        public String key() {
            return event.getClient() + "/" + event.getModule();
        }
    }

    /**
     * A scan, redacted.
     *
     * @param clients those of the caller
     * @throws Problem 4xx that names what is wrong
     */
    public Scan read(ServerHttpRequest request, Body body, Clients clients, Instant now) {
        if (PlanRequests.isPlanItself(request.getHeaders().getContentType())) {
            Map<String, String> said = new HashMap<>(request.getQueryParams().toSingleValueMap());
            said.keySet().retainAll(ScanMembers.NAMES);
            return submitted(said, Optional.of(new PlanSource(Format.JSON, "body", body::open)), clients, now);
        }
        PlanRequests.requireInBody(request.getQueryParams(), ScanMembers.NAMES);
        if (body.isEmpty()) {
            throw Problem.of(400, "body.empty", "The body is empty; send JSON with module and plan.");
        }
        DocumentEnvelope envelope = DocumentEnvelope.read(body, ScanMembers.NAMES, Set.of("exitCode"));
        return submitted(envelope.members(), envelope.source(), clients, now);
    }

    private Scan submitted(Map<String, String> said, Optional<PlanSource> source, Clients clients, Instant now) {
        ScanMembers members = reader.read(said, ScanMembers.class);
        if (members.module() == null) {
            throw Problem.missing("module");
        }
        Integer exitCode = members.code();
        boolean failed = exitCode != null && exitCode != 0 && exitCode != 2;
        if (source.isEmpty() && !failed) {
            throw Problem.of(
                            422,
                            "field.missing",
                            "plan is required: what 'terraform show -json' or 'tofu show -json' prints; or planOutput. Only a"
                                    + " scan that failed, by its exitCode, has none.")
                    .field("plan");
        }
        SealedPlan plan = source.map(PlanSource::sealScan).orElse(NOTHING);
        DriftCheckSubmitted event = DriftCheckSubmitted.newBuilder()
                .setCheckId(UUID.randomUUID().toString())
                .setClient(clients.meant(members.client()))
                .setModule(members.module())
                .setEnvironment(members.environment())
                .setTeam(members.team())
                .setCommit(members.commit())
                .setRunUrl(members.runUrl())
                .setExitCode(exitCode)
                .setSubmittedAt(now)
                .setExpectedEvery(members.interval())
                .setFormat(source.map(PlanSource::format)
                        .orElse(Format.TEXT)
                        .name()
                        .toLowerCase(Locale.ROOT))
                .setEncoding(source.isPresent() ? "zstd" : "identity")
                .setPlan(ByteBuffer.wrap(plan.zstd()))
                .build();
        return new Scan(event, plan.hash());
    }
}
