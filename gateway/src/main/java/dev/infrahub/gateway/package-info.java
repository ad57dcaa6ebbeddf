/**
 * Takes requests over HTTP, publishes them as events, and answers when the outcome comes back.
 *
 * <p>Publishes {@code plan.submitted}; consumes {@code plan.analyzed} and {@code operation.failed}. Guarantees: what was
 * accepted (200 or 202) is never lost, what is published holds no value that Terraform marks sensitive.
 */
@NullMarked
package dev.infrahub.gateway;

import org.jspecify.annotations.NullMarked;
