package dev.infrahub.gateway.plans;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntBiFunction;

/**
 * Parts of a page that has room for so much. All of them are there: each has the least that it needs, then what must be whole is,
 * then each gets a share, and of what is left the earlier take before the later.
 */
final class Comment {

    /** Of the page, for each part: ever larger ones, so that what is short is whole before what is long is longer. */
    private static final int[] SHARES = {128, 64, 32, 16};

    private final int room;
    private final List<Part> parts = new ArrayList<>();

    Comment(int room) {
        this.room = room;
    }

    void add(Part part) {
        parts.add(part);
    }

    String text() {
        int[] rooms = new int[parts.size()];
        List<String> texts =
                new ArrayList<>(parts.stream().map(part -> part.within(0)).toList());
        grow(texts, rooms, Part::whole);
        for (int share : SHARES) {
            grow(texts, rooms, (_, most) -> Math.min(most, room / share));
        }
        grow(texts, rooms, (_, most) -> most);
        return String.join("", texts);
    }

    /** @param wish the room that a part wants, of the most that it can have */
    private void grow(List<String> texts, int[] rooms, ToIntBiFunction<Part, Integer> wish) {
        int spare = room - texts.stream().mapToInt(String::length).sum();
        for (int at = 0; at < rooms.length; at++) {
            Part part = parts.get(at);
            int had = texts.get(at).length();
            rooms[at] = Math.max(rooms[at], wish.applyAsInt(part, had + Math.max(0, spare)));
            texts.set(at, part.within(rooms[at]));
            spare -= texts.get(at).length() - had;
        }
    }
}
