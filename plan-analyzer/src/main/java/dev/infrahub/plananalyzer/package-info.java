/**
 * Finds out what a Terraform plan does, how risky that is and how to undo it; and why a pipeline failed, by its log.
 *
 * <p>Consumes {@code plan.submitted} and {@code pipeline.failed}; publishes {@code plan.analyzed} and {@code pipeline.diagnosed}. Guarantees: facts come from the plan alone, the same
 * plan always gets the same analysis, and no attribute value leaves the service but short ones that a rollback restores, none
 * of them sensitive. Every string of what it publishes went through a sieve for credentials, whoever published the plan.
 */
@NullMarked
package dev.infrahub.plananalyzer;

import org.jspecify.annotations.NullMarked;
