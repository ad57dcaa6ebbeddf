/**
 * Turns decisions of the change advisory board into signed, chained, verifiable approvals, and issues SSH certificates by
 * rules.
 *
 * <p>Consumes {@code change.requested}, {@code approval.requested}, {@code change.implemented}, {@code change.reviewed},
 * {@code evidence.submitted}, {@code verification.requested} and {@code report.requested}; publishes {@code change.updated},
 * {@code approval.signed}, {@code approval.refused}, {@code approval.verified}, {@code evidence.sealed}, {@code
 * tree-head.signed} and {@code report.compiled}. Guarantees: an approval is signed with the approver's own key and verified
 * before it is kept; nobody decides on their own change; decisions are one chain without gaps and forks; what could not be
 * signed is not approved, then or later; what gives power and no trusted gateway signed has no effect and is on record; no head is signed over a log that was rewritten.
 *
 * <p>Consumes {@code ssh-certificate.requested}, {@code ssh-revocation.requested}, {@code ssh-authority.requested} and {@code
 * ssh-verification.requested}; publishes {@code ssh-certificate.issued}, {@code .revoked}, {@code .verified} and {@code
 * ssh-authority.updated}. Guarantees: nobody gets a certificate that no rule gives; one for a change ends with it; what could
 * not be issued is not issued later.
 *
 * <p>Answers each request with one of these, or with {@code operation.failed}.
 */
@NullMarked
package dev.infrahub.cabsigner;

import org.jspecify.annotations.NullMarked;
