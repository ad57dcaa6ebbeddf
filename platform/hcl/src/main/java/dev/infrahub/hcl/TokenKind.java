package dev.infrahub.hcl;

/** What a token is. */
public enum TokenKind {
    /** Spaces, tabs and a byte order mark. */
    BLANK,
    /** The end of a line that does not belong to a text. */
    NEWLINE,
    COMMENT,
    IDENTIFIER,
    NUMBER,
    /** The quote that a text begins with. */
    OPEN_QUOTE,
    CLOSE_QUOTE,
    /** {@code <<-EOT} with the end of its line. */
    OPEN_HEREDOC,
    /** The line that ends such a text, without its end. */
    CLOSE_HEREDOC,
    /** What a text says itself, as it is written: with its escapes. */
    TEXT,
    /** The sign within a text that begins an expression or a directive. */
    OPEN_TEMPLATE,
    CLOSE_TEMPLATE,
    /** An operator, a bracket, a separator. */
    SIGN,
    /** What the language has no use for. */
    UNKNOWN
}
