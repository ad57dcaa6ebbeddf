/** What went through Kafka: the events that the gateway published and heard, and what any service gave up on. */
@NullMarked
package dev.infrahub.gateway.events;

import org.jspecify.annotations.NullMarked;
