package dev.infrahub.ai;

/** What was sent and received, as the provider counts it. */
record Tokens(int input, int output) {

    static final Tokens NONE = new Tokens(0, 0);

    Tokens and(Tokens more) {
        return new Tokens(input + more.input, output + more.output);
    }
}
