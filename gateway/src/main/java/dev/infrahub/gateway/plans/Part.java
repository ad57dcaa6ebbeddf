package dev.infrahub.gateway.plans;

/** A part of a comment: it tells less where there is less room, and says then what it left out and where that is. */
interface Part {

    /** At most so many characters, or where even that is too few the least it can do, which says how much there is. */
    String within(int room);

    /** The characters that it takes to leave nothing out, where it must not and so many fit; else 0. */
    default int whole(int room) {
        return 0;
    }

    static Part fixed(String text) {
        return _ -> text;
    }
}
