/**
 * Turns decisions of the change advisory board into signed, chained, verifiable approvals.
 *
 * <p>Consumes {@code change.requested}, {@code approval.requested}, {@code change.implemented}, {@code change.reviewed},
 * {@code evidence.submitted} and {@code verification.requested}; publishes {@code change.updated}, {@code approval.signed}, {@code approval.refused}, {@code
 * change.refused} and {@code approval.verified}, {@code evidence.sealed} and {@code evidence.refused}. Guarantees: an approval
 * is signed with the approver's own key and verified before it is kept; nobody decides on their own change; decisions are one
 * chain without gaps and forks; what could not be signed is not approved, then or later.
 */
@NullMarked
package dev.infrahub.cabsigner;

import org.jspecify.annotations.NullMarked;
