package dev.infrahub.chatservice.domain.review;

/**
 * A credential in a new line, and nothing of what it is.
 *
 * @param ruleId that found it
 * @param path of a long one the end
 * @param line in the new file
 */
public record DiffSecret(String ruleId, String path, int line) {

    public DiffSecret {
        path = DiffFile.shortened(path);
    }
}
