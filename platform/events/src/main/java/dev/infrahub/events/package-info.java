/**
 * An event comes in, a handler thinks, an outcome goes out: at-least-once delivery, effects once.
 *
 * <p>A service imports {@link dev.infrahub.events.EventsConfiguration}, declares one {@link
 * dev.infrahub.events.Subscription} bean an event it handles, and gets the rest: topics, schemas, inbox, outbox, relay,
 * retries, dead letters, traces.
 */
@NullMarked
package dev.infrahub.events;

import org.jspecify.annotations.NullMarked;
