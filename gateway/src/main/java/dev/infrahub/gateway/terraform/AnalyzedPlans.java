package dev.infrahub.gateway.terraform;

import dev.infrahub.events.Distrusted;
import dev.infrahub.events.Event;
import dev.infrahub.events.Write;
import dev.infrahub.faults.Fault;
import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.gateway.facts.Facts;
import dev.infrahub.gateway.views.View;
import dev.infrahub.gateway.views.ViewKind;
import dev.infrahub.gateway.views.Views;
import dev.infrahub.http.Problem;
import dev.infrahub.proofs.Digest;
import dev.infrahub.proofs.PlanId;
import dev.infrahub.schemas.PlanAnalyzed;
import dev.infrahub.schemas.PlanSubmitted;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The analysed plans. Blocks.
 *
 * @param reuse how long an analysis answers for the same plan handed in again
 */
public record AnalyzedPlans(Views views, Duration reuse) {

    private static final JsonMapper JSON = new JsonMapper();

    /** What a model had to do with an analysis, where another time it may have more. */
    private static final Set<String> WITHOUT_WORDS = Set.of("blocked", "unavailable");

    /**
     * A plan of these clients.
     *
     * @param field that names it
     * @throws Problem 404 where there is none
     */
    public AnalyzedPlan require(Clients clients, UUID id, String field) {
        return find(clients, id).orElseThrow(() -> unknown(field));
    }

    public Optional<AnalyzedPlan> find(Clients clients, UUID id) {
        return views.find(clients, ViewKind.PLAN, id.toString()).map(AnalyzedPlan::new);
    }

    public static Problem unknown(String field) {
        return Problem.of(404, "plan.unknown", "There is no analysed plan with this id.")
                .field(field);
    }

    /**
     * An analysed plan of these clients that was handed in here, and is what was: whoever may publish plans past the gateway can
     * say any hash and fingerprint beside any content.
     *
     * @throws Problem 404 where there is none, 409 where it is not what was handed in
     */
    public AnalyzedPlan requireHandedIn(Clients clients, UUID id, String field) {
        AnalyzedPlan plan = require(clients, id, field);
        if (!isAsHandedIn(clients, plan.facts())) {
            throw Problem.of(
                            409,
                            "plan.not-handed-in",
                            "What was analysed is not what was handed in to the gateway: hand the plan in anew.")
                    .field(field);
        }
        return plan;
    }

    private boolean isAsHandedIn(Clients clients, PlanAnalyzed plan) {
        return plan.getContentHash() != null
                && views.find(clients, ViewKind.HANDED_IN_PLAN, handedIn(plan.getPlanId(), plan.getContentHash()))
                        .filter(handedIn -> JSON.readTree(handedIn.brief()).equals(identity(plan)))
                        .isPresent();
    }

    /** Plans of several modules may have the same content. */
    private static String handedIn(String planId, String contentHash) {
        return planId + "/" + contentHash;
    }

    /** What was read of a plan here, by the hash of what is published of it. */
    public static Write handIn(PlanSubmitted plan, Instant now) {
        return Views.put(View.of(
                        ViewKind.HANDED_IN_PLAN,
                        handedIn(plan.getPlanId(), Digest.of(plan.getPlan().array())),
                        plan.getClient(),
                        now,
                        identity(plan))
                .named(plan.getPlanId()));
    }

    private static ObjectNode identity(SpecificRecord plan) {
        return Facts.json(plan).retain("planId", "planHash", "fingerprint", "client", "module", "environment");
    }

    /**
     * Whether a plan was analysed so lately, and fingerprinted by the same definition, that it need not be again. Where a model
     * could not be asked for words, it may by now.
     */
    public boolean isReusable(Clients clients, PlanRequest.Submitted plan, Instant now) {
        return views.isLaterThan(
                        now.minus(reuse), clients, ViewKind.PLAN, plan.planId().toString())
                && find(clients, plan.planId())
                        .filter(known -> Objects.equals(
                                known.facts().getFingerprint(), plan.event().getFingerprint()))
                        .filter(known ->
                                !WITHOUT_WORDS.contains(known.facts().getAi().getStatus()))
                        .filter(known -> isAsHandedIn(clients, known.facts()))
                        .isPresent();
    }

    /**
     * The latest analysis of a plan is kept, of one that was handed in here the latest that was asked for here: whoever publishes
     * past the gateway does not take its place.
     *
     * @throws Distrusted where its id is none of its client's
     * @throws Fault.Invalid where it is of one that was handed in here, and not asked for here
     */
    public View heard(Event<PlanAnalyzed> event, Instant now) {
        PlanAnalyzed plan = event.value();
        boolean isAsked = event.answered().isPresent();
        if (!hasOwnId(plan)) {
            throw Distrusted.ofAnotherClient();
        }
        if (!isAsked && wasHandedIn(plan)) {
            throw new Fault.Invalid(
                    "plan.handed_in",
                    "This plan was handed in to the gateway, and nothing that is published past it takes its place.");
        }
        return view(plan, now).revision(isAsked ? 1L : 0L, now.toEpochMilli());
    }

    private static boolean hasOwnId(PlanAnalyzed plan) {
        return PlanId.of(
                        plan.getClient(), plan.getModule(), plan.getEnvironment(), plan.getFormat(), plan.getPlanHash())
                .filter(own -> own.toString().equals(plan.getPlanId()))
                .isPresent();
    }

    private boolean wasHandedIn(PlanAnalyzed plan) {
        return !views.named(Clients.all(), ViewKind.HANDED_IN_PLAN, plan.getPlanId())
                .isEmpty();
    }

    private static View view(PlanAnalyzed plan, Instant now) {
        ObjectNode facts = Facts.json(plan);
        String body = facts.toString();
        ObjectNode brief = PlanShapes.BRIEF
                .apply(facts)
                .put("headline", plan.getSummary().lines().findFirst().orElse(""))
                .put("riskLevel", plan.getRisk().getLevel())
                .put("riskScore", plan.getRisk().getScore())
                .put("requiresCab", plan.getRisk().getRequiresCab())
                .put("analyzedAt", now.toString());
        return View.of(ViewKind.PLAN, plan.getPlanId(), plan.getClient(), now, brief)
                .body(body);
    }

    /** The same plan came again, from another run or pull request: what it says of that is kept, what it does not stays. */
    public static Write handInAgain(PlanSubmitted plan) {
        ObjectNode origin = Facts.json(plan).retain("team", "prUrl", "commit", "runUrl");
        origin.properties().removeIf(member -> member.getValue().isNull());
        return Views.amend(ViewKind.PLAN, plan.getPlanId(), origin);
    }
}
