/** Webhooks: what GitHub tells of pull requests and alerts. */
@NullMarked
package dev.infrahub.gateway.webhooks;

import org.jspecify.annotations.NullMarked;
