package dev.infrahub.chatservice.domain.review;

/**
 * Something that a rule found.
 *
 * @param line in the new file; 0 where it is about the file
 * @param what is wrong, a sentence of the hub's
 * @param quote of somebody else, which the sentence ends with; empty for none
 * @param fix what to do, a sentence of the hub's
 */
public record Finding(String rule, Severity severity, String path, int line, String what, String quote, String fix) {

    public Finding(ReviewRule rule, String path, int line) {
        this(rule.id(), rule.severity(), path, line, rule.what(), "", rule.fix());
    }
}
