package dev.infrahub.events;

import dev.infrahub.schemas.Topic;
import org.apache.avro.specific.SpecificRecord;

/** Which handler a service has for the events of a topic. A bean of this type is all a service declares. */
public record Subscription<T extends SpecificRecord>(Topic<T> topic, Handler<T> handler) {}
