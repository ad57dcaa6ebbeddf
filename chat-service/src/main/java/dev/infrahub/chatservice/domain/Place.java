package dev.infrahub.chatservice.domain;

import java.util.Comparator;

/** Which piece of which document. */
public record Place(DocumentKey document, int index) implements Comparable<Place> {

    private static final Comparator<Place> ORDER = Comparator.comparing((Place place) -> place.document.client())
            .thenComparing(place -> place.document.entityRef())
            .thenComparing(place -> place.document.docPath())
            .thenComparingInt(Place::index);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
