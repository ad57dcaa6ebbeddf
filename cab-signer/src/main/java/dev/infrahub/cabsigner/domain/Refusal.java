package dev.infrahub.cabsigner.domain;

import static dev.infrahub.faults.RefusalKind.CONFLICT;
import static dev.infrahub.faults.RefusalKind.FORBIDDEN;

import dev.infrahub.faults.RefusalKind;

/** Why a request is not opened, a decision not taken, an activity not kept, or a certificate not revoked. */
public enum Refusal {
    TOO_LATE("approval.too-late", "The decision could not be signed in time; decide again.", CONFLICT),
    UNKNOWN("change.unknown", "There is no such change request.", RefusalKind.UNKNOWN),
    EXISTS("change.exists", "There is a change request of that id, for another plan.", CONFLICT),
    DECIDED("change.decided", "The change request is decided already.", CONFLICT),
    EXPIRED("change.expired", "The change request is expired.", CONFLICT),
    REQUESTER("approver.is-requester", "Nobody decides on their own change.", FORBIDDEN),
    AGAIN("approver.decided", "This person decided on the change already.", CONFLICT),
    POLICY("approver.is-policy", "The policy decides by itself; nobody decides in its name.", FORBIDDEN),
    PLAN("plan.mismatch", "The change request is for another plan.", CONFLICT),
    NOT_APPROVED("change.not-approved", "The change request is not approved.", CONFLICT),
    IMPLEMENTED("change.implemented", "The change request is implemented already.", CONFLICT),
    NOTHING_TO_APPLY("change.accepts-drift", "The change request accepts drift: there is nothing to apply.", CONFLICT),
    NOT_IMPLEMENTED("change.not-implemented", "The change request is not implemented yet.", CONFLICT),
    REVIEWED("change.reviewed", "The implementation is reviewed already.", CONFLICT),
    REVIEWER_REQUESTED("reviewer.is-requester", "Nobody reviews a change that they requested.", FORBIDDEN),
    REVIEWER_REPORTED("reviewer.is-reporter", "Nobody reviews an implementation that they reported.", FORBIDDEN),
    NO_CERTIFICATE("ssh-certificate.unknown", "There is no such certificate of this client.", RefusalKind.UNKNOWN);

    private final String code;
    private final String detail;
    private final RefusalKind kind;

    Refusal(String code, String detail, RefusalKind kind) {
        this.code = code;
        this.detail = detail;
        this.kind = kind;
    }

    public String code() {
        return code;
    }

    public String detail() {
        return detail;
    }

    public RefusalKind kind() {
        return kind;
    }
}
