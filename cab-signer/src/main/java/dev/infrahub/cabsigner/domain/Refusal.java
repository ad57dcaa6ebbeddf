package dev.infrahub.cabsigner.domain;

/** Why a decision is not taken, or an activity not kept. */
public enum Refusal {
    TOO_LATE("approval.too-late", "The decision could not be signed in time; decide again."),
    UNKNOWN("change.unknown", "There is no such change request."),
    CLIENT("client.mismatch", "The change request is of another client."),
    DECIDED("change.decided", "The change request is decided already."),
    EXPIRED("change.expired", "The change request is expired."),
    REQUESTER("approver.is-requester", "Nobody decides on their own change."),
    AGAIN("approver.decided", "This person decided on the change already."),
    POLICY("approver.is-policy", "The policy decides by itself; nobody decides in its name."),
    PLAN("plan.mismatch", "The change request is for another plan."),
    NOT_APPROVED("change.not-approved", "The change request is not approved."),
    IMPLEMENTED("change.implemented", "The change request is implemented already."),
    NOT_IMPLEMENTED("change.not-implemented", "The change request is not implemented yet."),
    REVIEWED("change.reviewed", "The implementation is reviewed already."),
    REVIEWER_REQUESTED("reviewer.is-requester", "Nobody reviews a change that they requested."),
    REVIEWER_REPORTED("reviewer.is-reporter", "Nobody reviews an implementation that they reported.");

    private final String code;
    private final String detail;

    Refusal(String code, String detail) {
        this.code = code;
        this.detail = detail;
    }

    public String code() {
        return code;
    }

    public String detail() {
        return detail;
    }
}
