package dev.infrahub.gateway.terraform;

import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.gateway.terraform.PlanSource.Format;
import dev.infrahub.gateway.terraform.PlanSource.SealedPlan;
import dev.infrahub.http.Problem;
import dev.infrahub.http.RequestReader;
import dev.infrahub.http.bodies.Body;
import dev.infrahub.proofs.PlanId;
import dev.infrahub.schemas.PlanSubmitted;
import dev.infrahub.terraform.FingerprintKey;
import dev.infrahub.terraform.Plan;
import dev.infrahub.terraform.WarmUp;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.MultiValueMap;

/** Reads the three ways to hand in a plan, and the planId that stands for one. Blocking: it works through the whole plan. */
public final class PlanRequests {

    /** The media type of a body that is the plan itself; the members around it are query parameters then. */
    public static final String PLAN_MEDIA_TYPE = "application/vnd.hashicorp.terraform.plan+json";

    private static final MediaType PLAN = MediaType.parseMediaType(PLAN_MEDIA_TYPE);

    private final FingerprintKey key;
    private final RequestReader reader;

    public PlanRequests(FingerprintKey key, RequestReader reader) {
        this.key = key;
        this.reader = reader;
    }

    /**
     * @param clients those of the caller
     * @throws Problem 4xx that names what is wrong
     */
    public PlanRequest read(ServerHttpRequest request, Body body, Clients clients) {
        return read(request.getHeaders().getContentType(), request.getQueryParams(), body, clients);
    }

    /** Reads plans of our own, so that the first of somebody else is read as fast as the next. */
    public void warmUp() {
        for (Format format : Format.values()) {
            new PlanSource(format, "plan", () -> WarmUp.open(Plan.Format.valueOf(format.name()))).seal(key);
        }
    }

    private PlanRequest read(
            @Nullable MediaType type, MultiValueMap<String, String> query, Body body, Clients clients) {
        if (isPlanItself(type)) {
            return rawPlan(query, body, clients);
        }
        if (type != null && type.isCompatibleWith(MediaType.APPLICATION_JSON)) {
            requireInBody(query, PlanMembers.NAMES);
            return envelope(body, clients);
        }
        throw Problem.of(
                        415,
                        "content_type.unsupported",
                        "Content-Type is application/json, or " + PLAN_MEDIA_TYPE
                                + " when the body is the plan itself.")
                .field("Content-Type");
    }

    /** What stands in the query beside a JSON object would be read by nobody. */
    static void requireInBody(MultiValueMap<String, String> query, Set<String> members) {
        members.stream().filter(query::containsKey).sorted().findFirst().ifPresent(name -> {
            throw Problem.of(
                            400,
                            "parameter.unknown",
                            name
                                    + " is a member of the JSON object; it is a parameter where the body is the plan itself,"
                                    + " as Content-Type " + PLAN_MEDIA_TYPE + ".")
                    .field(name);
        });
    }

    /** Whether a body of this type is a plan, with nothing around it. */
    static boolean isPlanItself(@Nullable MediaType type) {
        return type != null && type.isCompatibleWith(PLAN);
    }

    private PlanRequest rawPlan(MultiValueMap<String, String> query, Body body, Clients clients) {
        Map<String, String> members = new HashMap<>(query.toSingleValueMap());
        members.keySet().retainAll(PlanMembers.NAMES);
        return submitted(members(members), new PlanSource(Format.JSON, "body", body::open), clients);
    }

    private PlanRequest envelope(Body body, Clients clients) {
        if (body.isEmpty()) {
            throw Problem.of(400, "body.empty", "The body is empty; send JSON with module and plan.");
        }
        DocumentEnvelope envelope = DocumentEnvelope.read(body, PlanMembers.NAMES, Set.of());
        PlanMembers members = members(envelope.members());
        Optional<UUID> planId = members.analyzed();
        Optional<PlanSource> source = envelope.source();
        if (planId.isPresent() && source.isPresent()) {
            throw Problem.of(422, "plan.ambiguous", "Send planId, or the plan; not both.")
                    .field("planId");
        }
        if (planId.isPresent()) {
            return new PlanRequest.Analyzed(planId.get(), Optional.ofNullable(members.client()));
        }
        requireModule(members);
        return submitted(members, source.orElseThrow(() -> missing(envelope)), clients);
    }

    private PlanMembers members(Map<String, String> said) {
        return reader.read(said, PlanMembers.class);
    }

    private static String requireModule(PlanMembers members) {
        if (members.module() == null) {
            throw Problem.missing("module");
        }
        return members.module();
    }

    private static Problem missing(DocumentEnvelope envelope) {
        String detail = envelope.looksLikeAPlan()
                ? "The body is a plan itself: send it as Content-Type " + PLAN_MEDIA_TYPE + ", or as the member plan."
                : "plan is required: what 'terraform show -json' or 'tofu show -json' prints; or planOutput, or"
                        + " planId.";
        return Problem.of(422, "field.missing", detail).field("plan");
    }

    private PlanRequest submitted(PlanMembers members, PlanSource source, Clients clients) {
        String module = requireModule(members);
        String client = clients.meant(members.client());
        SealedPlan plan = source.seal(key);
        // none of them has a line feed, as a text of a request is one line
        UUID planId = PlanId.of(
                        client, module, members.environment(), source.format().name(), plan.hash())
                .orElseThrow();
        PlanSubmitted event = PlanSubmitted.newBuilder()
                .setPlanId(planId.toString())
                .setPlanHash(plan.hash())
                .setFingerprint(plan.fingerprint())
                .setClient(client)
                .setModule(module)
                .setEnvironment(members.environment())
                .setTeam(members.team())
                .setPrUrl(members.prUrl())
                .setCommit(members.commit())
                .setRunUrl(members.runUrl())
                .setFormat(source.format().name().toLowerCase(Locale.ROOT))
                .setEncoding("zstd")
                .setPlan(ByteBuffer.wrap(plan.zstd()))
                .setDeeds(Deeds.told(plan.deeds()))
                .build();
        return new PlanRequest.Submitted(planId, event, plan.errored());
    }
}
