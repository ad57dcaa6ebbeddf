package dev.infrahub.gateway.web.cab;

import dev.infrahub.gateway.domain.Caller;
import dev.infrahub.gateway.web.plans.PlanFields;
import dev.infrahub.gateway.web.problems.Problem;
import dev.infrahub.gateway.web.problems.QueryParameters;
import dev.infrahub.secrets.Secrets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The members of a request to the board, checked when they are asked for. */
record CabFields(JsonNode body) {

    /** What a change request id may look like, here and in ITSM systems. */
    static final Pattern CHANGE_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/#-]{0,99}");

    private static final Set<String> RISK_LEVELS = Set.of("low", "medium", "high", "critical");
    private static final Set<String> DECISIONS = Set.of("approve", "reject");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]+={0,2}");
    private static final int LONGEST_COMMENT = 4000;
    private static final int LONGEST_URL = 2000;
    private static final int LONGEST_SIGNATURE = 10_000;
    private static final int LONGEST_NAME = 255;

    /**
     * Who decides is who the credential proves; a body that says otherwise is refused rather than ignored.
     *
     * @param member that would say so
     */
    void requireNobodyElse(String member, Caller caller) {
        Optional<String> said = text(member, LONGEST_NAME);
        if (said.isPresent() && !said.get().equals(caller.id()) && !said.get().equals(caller.name())) {
            throw Problem.of(422, "approver.contradicts", member + " is who the credential proves, and nobody else.")
                    .field(member);
        }
    }

    Optional<String> changeRequestId() {
        return text("changeRequestId", LONGEST_NAME).map(id -> matching("changeRequestId", id, CHANGE_ID));
    }

    String requiredChangeRequestId() {
        return changeRequestId().orElseThrow(() -> missing("changeRequestId"));
    }

    String module() {
        return text("module", LONGEST_NAME).orElseThrow(() -> missing("module"));
    }

    String riskLevel() {
        return text("riskLevel", LONGEST_NAME)
                .filter(RISK_LEVELS::contains)
                .orElseThrow(() -> invalid("riskLevel", "low, medium, high or critical"));
    }

    String decision() {
        String decision = text("decision", LONGEST_NAME).orElse("approve");
        if (!DECISIONS.contains(decision)) {
            throw invalid("decision", "approve or reject");
        }
        return decision;
    }

    String outcome(List<String> outcomes) {
        String outcome = text("outcome", LONGEST_NAME).orElseThrow(() -> missing("outcome"));
        if (!outcomes.contains(outcome)) {
            throw invalid("outcome", "one of " + String.join(", ", outcomes));
        }
        return outcome;
    }

    Optional<String> runUrl() {
        return url("runUrl");
    }

    Optional<String> prUrl() {
        return url("prUrl");
    }

    private Optional<String> url(String member) {
        Optional<String> url = text(member, LONGEST_URL);
        url.ifPresent(text -> {
            if (!PlanFields.isWebAddress(text)) {
                throw invalid(member, "an http or https URL");
            }
            if (!Secrets.find(text).isEmpty()) {
                throw secret(member);
            }
        });
        return url;
    }

    String requiredComment() {
        return comment().orElseThrow(() -> missing("comment"));
    }

    Optional<String> comment() {
        return text("comment", LONGEST_COMMENT);
    }

    Optional<UUID> planId() {
        return text("planId", LONGEST_NAME).map(id -> QueryParameters.uuid("planId", id));
    }

    Optional<String> planHash() {
        return text("planHash", LONGEST_NAME).map(hash -> matching("planHash", hash, SHA_256));
    }

    Optional<String> approvalSignature() {
        return text("approvalSignature", LONGEST_SIGNATURE)
                .map(signature -> matching("approvalSignature", signature, BASE64));
    }

    private Optional<String> text(String member, int longest) {
        JsonNode value = body.path(member);
        if (value.isMissingNode()
                || value.isNull()
                || (value.isString() && value.asString().isBlank())) {
            return Optional.empty();
        }
        if (!value.isString() || value.asString().length() > longest) {
            throw invalid(member, "a string of at most " + longest + " characters");
        }
        return Optional.of(value.asString().strip());
    }

    private static String matching(String member, String value, Pattern pattern) {
        if (!pattern.matcher(value).matches()) {
            throw invalid(
                    member,
                    switch (member) {
                        case "planHash" -> "64 lower-case hex digits";
                        case "approvalSignature" -> "Base64";
                        default -> "letters, digits and ._:/#-";
                    });
        }
        return value;
    }

    static Problem missing(String member) {
        return Problem.of(422, "field.missing", member + " is required.").field(member);
    }

    static Problem secret(String member) {
        return Problem.of(422, "field.secret", member + " holds a credential; send it without.")
                .field(member);
    }

    static Problem invalid(String member, String takes) {
        return Problem.of(422, "field.invalid", member + " takes " + takes + ".")
                .field(member);
    }
}
