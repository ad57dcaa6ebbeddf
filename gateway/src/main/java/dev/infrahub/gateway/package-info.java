/**
 * Takes requests over HTTP, publishes them as events, and answers when the outcome comes back.
 *
 * <p>Publishes what callers ask for ({@code plan.submitted}, {@code change.requested} and so on); consumes the answers, {@code
 * operation.failed}, {@code tree-head.signed} and {@code ai.used}. Guarantees: what was accepted (200 or 202) is never lost, what is published
 * holds no value that Terraform marks sensitive, a rewritten history of approvals is told.
 */
@NullMarked
package dev.infrahub.gateway;

import org.jspecify.annotations.NullMarked;
