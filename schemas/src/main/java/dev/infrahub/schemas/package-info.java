/**
 * The contract between services and with everyone downstream: events in Avro, and the one catalogue of {@link
 * dev.infrahub.schemas.Topics}. Generated classes know nothing of null marks, so the hand-written ones carry their own.
 */
package dev.infrahub.schemas;
