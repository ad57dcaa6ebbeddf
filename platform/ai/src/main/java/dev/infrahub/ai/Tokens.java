package dev.infrahub.ai;

/** What was sent and received, as the provider counts it. */
record Tokens(int input, int output) {

    static final Tokens NONE = new Tokens(0, 0);

    Tokens and(Tokens more) {
        return new Tokens(sum(input, more.input), sum(output, more.output));
    }

    /** A provider counts as it likes: never fewer than there were. */
    private static int sum(int some, int more) {
        return Math.clamp((long) some + more, 0, Integer.MAX_VALUE);
    }
}
