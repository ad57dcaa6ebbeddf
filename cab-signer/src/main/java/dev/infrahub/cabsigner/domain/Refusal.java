package dev.infrahub.cabsigner.domain;

/** Why a decision is not taken. */
public enum Refusal {
    TOO_LATE("approval.too-late", "The decision could not be signed in time; decide again."),
    UNKNOWN("change.unknown", "There is no such change request."),
    CLIENT("client.mismatch", "The change request is of another client."),
    DECIDED("change.decided", "The change request is decided already."),
    EXPIRED("change.expired", "The change request is expired."),
    REQUESTER("approver.is-requester", "Nobody decides on their own change."),
    AGAIN("approver.decided", "This person decided on the change already."),
    PLAN("plan.mismatch", "The change request is for another plan.");

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
