package dev.infrahub.events;

/**
 * What a service keeps of what any service gave up on. A service that declares a bean of this type reads the topics of dead
 * letters, if the catalogue {@linkplain dev.infrahub.schemas.Service#readsDeadLettersOf says that it may}.
 */
@FunctionalInterface
public interface DeadLetterHandler {

    /** What keeps it; it may come again, and counts no row then. */
    Write keep(DeadLetter letter);
}
