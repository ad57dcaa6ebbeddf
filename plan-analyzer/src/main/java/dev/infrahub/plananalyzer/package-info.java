/**
 * Finds out what a Terraform plan does, how risky that is and how to undo it; why a pipeline failed, by its log; and makes
 * modules from golden paths.
 *
 * <p>Consumes {@code plan.submitted}, {@code pipeline.failed} and {@code module.requested}; publishes {@code plan.analyzed}, {@code
 * pipeline.diagnosed} and {@code module.scaffolded}. Guarantees: no module is given that breaks a check; facts come from the plan alone, the same
 * plan always gets the same analysis, and no attribute value leaves the service but short ones that a rollback restores, none
 * of them sensitive. Every string of what it publishes went through a sieve for credentials, whoever published the plan.
 */
@NullMarked
package dev.infrahub.plananalyzer;

import org.jspecify.annotations.NullMarked;
