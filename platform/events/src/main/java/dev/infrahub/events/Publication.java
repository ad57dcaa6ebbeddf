package dev.infrahub.events;

import dev.infrahub.schemas.Topic;
import org.apache.avro.specific.SpecificRecord;

/** An event to publish under a key; its id, time and trace are the platform's to add. */
public record Publication<T extends SpecificRecord>(Topic<T> topic, String key, T value, Relation relation) {}
