package dev.infrahub.json;

/**
 * What one thing takes of the {@link Allowance} of the work that makes it: more as it grows, and nothing any more when it is
 * gone. For one thread.
 */
public final class Holding {

    private final Allowance allowance = Allowance.current();
    private long bytes;

    /** So many bytes in all. */
    public long bytes() {
        return bytes;
    }

    /** It is about to take so many bytes more. */
    public void grow(long more) {
        allowance.hold(more);
        bytes += more;
    }

    /** So many bytes of it are gone. */
    public void shrink(long less) {
        allowance.letGo(less);
        bytes -= less;
    }

    /** All of it is gone. */
    public void end() {
        shrink(bytes);
    }
}
