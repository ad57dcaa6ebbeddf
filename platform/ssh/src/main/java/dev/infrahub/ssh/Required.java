package dev.infrahub.ssh;

/** What must hold of something that is read; the problem is a sentence without its subject, and holds nothing that was read. */
final class Required {

    private Required() {}

    static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(problem);
        }
    }
}
