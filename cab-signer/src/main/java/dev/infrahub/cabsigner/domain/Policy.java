package dev.infrahub.cabsigner.domain;

import java.time.Instant;

/**
 * The board's rule that standard changes of low risk need nobody to look at them. It approves as a person would: by a
 * decision of its own, signed with a key of its own.
 */
public final class Policy {

    public static final String APPROVER = "policy:standard-change";

    private static final String NAME = "Standard change policy";
    private static final String COMMENT =
            "Rule standard-changes=auto: a standard change of low risk is approved by policy.";
    private static final String NAMESPACE = "policy";

    private Policy() {}

    /** Whether somebody calls themselves what only policies are called, or takes the name of their key. */
    public static boolean isNamed(String subject) {
        return subject.equals(NAMESPACE) || subject.startsWith(NAMESPACE + ":");
    }

    static boolean covers(ChangeRequest request) {
        return request.acceptance() == null
                && covers(request.changeType(), request.riskLevel().spelling());
    }

    static boolean covers(String changeType, String riskLevel) {
        return changeType.equals("standard") && riskLevel.equals(RiskLevel.LOW.spelling());
    }

    static Proposal approvalOf(Change change, Instant now) {
        ChangeRequest request = change.request();
        return new Proposal(
                request.id(),
                request.client(),
                request.module(),
                request.planHash(),
                request.fingerprint(),
                Verdict.APPROVE,
                COMMENT,
                APPROVER,
                NAME,
                null,
                now);
    }
}
