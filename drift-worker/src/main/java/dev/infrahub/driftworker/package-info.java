/**
 * Finds out what drifted outside Terraform, what of that is news and what to do about it.
 *
 * <p>Consumes {@code drift-check.submitted}; publishes {@code drift.analyzed}, and on a change of state {@code drift.detected}
 * and {@code drift.resolved}. Guarantees: what drifted is told whatever Terraform's own text and exit code say, each difference
 * that is dropped is told with the rule that drops it, no rule hides who may do or reach what or that something is gone, a scan
 * that failed is never a clean one, and only a newer scan replaces what is known. No sensitive value leaves the service.
 */
@NullMarked
package dev.infrahub.driftworker;

import org.jspecify.annotations.NullMarked;
