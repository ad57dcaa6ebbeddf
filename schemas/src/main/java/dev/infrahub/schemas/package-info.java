/** The contract between services and with everyone downstream: events in Avro, and the one catalogue of {@link Topics}. */
@NullMarked
package dev.infrahub.schemas;

import org.jspecify.annotations.NullMarked;
