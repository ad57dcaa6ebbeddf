package dev.infrahub.events;

/** What a service keeps of records that it did not believe. A service that declares no bean of this type keeps nothing. */
@FunctionalInterface
public interface RefusalHandler {

    /** Like {@link Handler#handle}: committed once for each record, and asked again where its condition no longer holds. */
    Outcome handle(RefusedRecord refused);
}
