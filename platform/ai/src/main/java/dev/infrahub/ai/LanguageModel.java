package dev.infrahub.ai;

/** What puts facts into words, where one is configured. */
public sealed interface LanguageModel permits Door, NoModel {

    /** Whether there is one to ask. */
    boolean isOn();

    /**
     * What it says. Blocks, for virtual threads: for one call, and for another where the answer was none and there is time.
     *
     * @throws RuntimeException only where Postgres is away, in which nothing can be answered anyway
     */
    Reply ask(Question question);

    /** None: every answer is made of facts alone. */
    static LanguageModel none() {
        return new NoModel();
    }
}
