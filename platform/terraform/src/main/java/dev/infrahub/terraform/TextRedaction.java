package dev.infrahub.terraform;

import dev.infrahub.secrets.Finding;

/** Takes credentials out of a plan's text, whose values carry no marks: by the rules, and their copies where they are bare. */
final class TextRedaction {

    private TextRedaction() {}

    static String redact(String text) {
        Credentials credentials = new Credentials();
        Copies known = Concealment.nothingElsewhere();
        for (Finding finding : credentials.find(text)) {
            known.add(finding.in(text));
        }
        return new Sieve(credentials, known, new Markers()).sift(text);
    }
}
